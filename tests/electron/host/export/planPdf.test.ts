import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlanVersionView } from '../../../../core/contract/plans.ts';
import type { SealedFact, SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { NOTICE, planDocument } from '../../../../core/report/planDocument.ts';
import { planPdf } from '../../../../electron/host/export/planPdf.ts';
import { printPlan } from '../../../../electron/host/export/printPlan.ts';
import {
  exampleContent,
  examplePlan,
  exampleStanding,
  confirmedPlan,
  step,
} from '../../../core/report/examplePlan.ts';
import { suggestedPlan } from '../../../core/report/suggestedPlan.ts';
import { greyPng } from './greyPng.ts';
import { isThere, judged, pagesOf } from './judges.ts';

const [hasText, hasFonts, hasCheck] = [isThere('pdftotext'), isThere('pdffonts'), isThere('qpdf')];
const printed = (
  plan: SealedPlan,
  standing: PlanVersionView = exampleStanding,
  images: Readonly<Record<string, Uint8Array>> = {},
) => ({ document: planDocument(plan, standing), images, signedAt: plan.signedAt, software: plan.software });
const named = (name: string): SealedPlan => ({
  ...confirmedPlan,
  patient: { ...confirmedPlan.patient, name },
});

describe('the printed plan', () => {
  let pdf: Uint8Array = new Uint8Array();
  beforeAll(async () => {
    pdf = await planPdf(printed(examplePlan));
  });

  it('is the same bytes from the same plan, in another process and in a thread too', async () => {
    const root = `file://${join(import.meta.dirname, '../../../..')}/`;
    const script = `
      import { createHash } from 'node:crypto';
      const [{ planPdf }, { planDocument }, { examplePlan: plan, exampleStanding }] = await Promise.all([
        import('${root}electron/host/export/planPdf.ts'), import('${root}core/report/planDocument.ts'),
        import('${root}tests/core/report/examplePlan.ts'),
      ]);
      const pdf = await planPdf({
        document: planDocument(plan, exampleStanding), images: {}, signedAt: plan.signedAt, software: plan.software,
      });
      process.stdout.write(createHash('sha256').update(pdf).digest('hex'));`;
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'Asia/Tokyo' },
    });
    const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    expect(other.stdout, other.stderr).toBe(sha256(pdf));
    expect(sha256(await printPlan(printed(examplePlan)))).toBe(sha256(pdf));
    expect(sha256(await planPdf(printed({ ...examplePlan, signedAt: '2026-11-23T18:42:11.000Z' })))).not.toBe(
      sha256(pdf),
    );
  }, 60_000);

  it('comes from another thread where one runs out of memory: that print fails, the next is the same bytes', async () => {
    for (let round = 0; round < 3; round += 1) {
      await expect(printPlan(printed(examplePlan), 8)).rejects.toThrow(/memory/);
    }
    expect(Buffer.from(await printPlan(printed(examplePlan))).equals(pdf)).toBe(true);
  }, 60_000);

  it('draws the ruler as vectors: without key images there is no picture in it', () => {
    expect(Buffer.from(pdf).toString('latin1')).not.toContain('/Subtype /Image');
  });

  it('holds the key images, and says of one that is gone that it is', async () => {
    const [one, gone, torn] = ['1'.repeat(64), '2'.repeat(64), '3'.repeat(64)];
    const image = (sha256: string) => ({
      id: sha256.slice(0, 8),
      sha256,
      series: null,
      caption: `Picture ${sha256.slice(0, 1)}`,
      detail: '',
    });
    const plan = {
      ...examplePlan,
      content: { ...exampleContent, keyImages: [image(one), image(gone), image(torn)] },
    };
    const with2 = await planPdf(printed(plan, exampleStanding, { [one]: greyPng(64, 48) }));
    expect(
      Buffer.from(with2)
        .toString('latin1')
        .match(/\/Subtype \/Image/g),
    ).toHaveLength(1);
    if (hasText)
      expect(pagesOf(with2).join(' ')).toMatch(/Picture 1 .*This picture cannot be shown\. Picture 2/);
  });

  describe.runIf(hasText)('as it is read', () => {
    it('fits one page where little is said; each page says who, what, which version, unverified, no diagnosis, and its number', () => {
      const pages = pagesOf(pdf);
      expect(pages).toHaveLength(1);
      const { foot } = planDocument(examplePlan, exampleStanding);
      for (const [n, page] of pages.entries()) {
        expect(page).toContain(`${foot} UNVERIFIED · ${NOTICE} · page ${n + 1} of 1`);
        expect(page.startsWith('UNVERIFIED ')).toBe(true);
      }
    });

    it('fits two pages with a whole ladder as it is suggested, every score, the usual facts and three key images', async () => {
      const images = Object.fromEntries(suggestedPlan.content.keyImages.map(({ sha256 }) => [sha256, greyPng(640, 480)]));
      const document = planDocument(suggestedPlan, exampleStanding);
      const pages = pagesOf(await planPdf(printed(suggestedPlan, exampleStanding, images)));
      expect(pages).toHaveLength(2);
      for (const [n, page] of pages.entries()) expect(page).toContain(`${document.foot} UNVERIFIED · ${NOTICE} · page ${n + 1} of 2`);
      for (const { steps } of document.ladder) for (const { label, technique } of steps) expect(pages[0]).toContain(`${label} ${technique}`);
      for (const { name, points } of document.scores) expect(pages[1]).toMatch(new RegExp(`${name}.*${points}`));
      const squeezed = (text = ''): string => text.replaceAll(/\s/g, '');
      for (const { source } of document.scores) expect(squeezed(pages[1])).toContain(squeezed(source).slice(0, 24));
      for (const { label, words } of document.facts) expect(pages[1]).toMatch(new RegExp(`${label.split(' ')[0] ?? ''}[^]*${words.split(' ')[0] ?? ''}`));
    });

    it('lays nothing over the foot of a page or over other words, however many facts there are', async () => {
      const [some] = suggestedPlan.evidence.facts.slice(8, 9);
      const many = Array.from({ length: 200 }, (_, n) => ({ ...suggestedPlan.evidence.facts[n % 22] ?? some, by: `reader ${n % 3}` }) as SealedFact);
      const pdf = await planPdf(printed({ ...suggestedPlan, evidence: { ...suggestedPlan.evidence, facts: many } }));
      const boxes = judged(pdf, 'pdftotext', '-bbox', '<file>', '-').says.split('<page ').slice(1).map((page) =>
        [...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g)].map((found) => found.slice(1).map(Number) as [number, number, number, number]));
      expect(boxes.length).toBeGreaterThan(2);
      for (const words of boxes) {
        const over = words.filter(([x0, y0, x1, y1], n) => words.some(([a0, b0, a1, b1], m) => m < n && Math.min(x1, a1) - Math.max(x0, a0) > 1
          && Math.min(y1, b1) - Math.max(y0, b0) > 0.6 * Math.min(y1 - y0, b1 - b0)));
        expect(over).toEqual([]);
      }
    });

    it('has the open points on its first page, then ladder, stop rules and limits', () => {
      const [first = ''] = pagesOf(pdf);
      for (const words of [
        '15 sections not confirmed',
        '3 facts unknown, 4 rules wait',
        'full moon 6.0 mm',
        'Knuckle past the full moon',
        '−6',
        'STOP A 30 min without progress, or contrast 200 ml: change strategy or come back',
        'Override of S089',
        '< 14 atm',
      ])
        expect(first).toContain(words);
      expect(pagesOf(pdf).at(-1)).toContain(exampleStanding.sha256);
    });

    it('says that it was withdrawn on every page', async () => {
      const withdrawn = { at: '2026-11-24T06:00:00.000Z', by: null, reason: 'wrong phase' };
      const pages = pagesOf(await planPdf(printed(confirmedPlan, { ...exampleStanding, withdrawn })));
      expect(pages.length).toBeGreaterThan(0);
      for (const page of pages) {
        expect(
          page.startsWith('WITHDRAWN Do not use this version. Withdrawn 2026-11-24 07:00: wrong phase'),
        ).toBe(true);
        expect(page).not.toContain('UNVERIFIED');
      }
    });

    it('gives names back as they are in every script that is packaged', async () => {
      const names = [
        'Иванова-Петрова, Анна Сергеевна',
        'Παπαδόπουλος, Γεώργιος',
        'Yamada, Tarou (山田 太郎 やまだ タロウ 髙﨑)',
        'Wang, Xiao (王小東 龍臺灣)',
        'Kim, Cheolsu (김철수)',
        'Żółć-Świątek, Łucja',
        'Nguyễn, Thị Hằng',
      ].join(' / ');
      const pages = pagesOf(await planPdf(printed(named(names))));
      // Where a line ends is no matter.
      const squeezed = (text = ''): string => text.replaceAll(' ', '');
      expect(squeezed(pages[0])).toContain(squeezed(`${names} born 1955-03-14`));
      for (const page of pages) expect(squeezed(page)).toContain(squeezed(`${names} · FM-DEMO-0047`));
    });

    it('marks what no font has, composes accents and breaks no line in a name', async () => {
      const [page = ''] = pagesOf(await planPdf(printed(named('Ali علي, Rene\u0301\nDubois'))));
      expect(page).toContain('Ali \uFFFD\uFFFD\uFFFD, René Dubois born');
    });

    it('adds no hyphen to a name however long, and leaves nothing of it out', async () => {
      const name = `${'Wolfeschlegelsteinhausen'.repeat(6)}, Hubert`;
      const text = pagesOf(await planPdf(printed(named(name)))).map((page) => page.replaceAll(' ', ''));
      for (const page of text) expect(page).toContain(name.replaceAll(' ', ''));
    });

    it('flows on over as many pages as it needs, without losing a step', async () => {
      const rungs = exampleContent.rungs.map((rung) => ({
        ...rung,
        steps: Array.from({ length: 30 }, (_, n) =>
          step(`${rung.letter}${n}`.toLowerCase(), `Technique ${rung.letter}${n} of many words`, {
            aim: 'an aim in words that take two lines of the page '.repeat(3),
            devices: Array.from({ length: 12 }, (_, d) => ({
              item: null,
              name: `Device ${d}`,
              sizeMm: null,
              count: 1,
            })),
          }),
        ),
      }));
      const pages = pagesOf(
        await planPdf(printed({ ...examplePlan, content: { ...exampleContent, rungs } })),
      );
      const all = pages.join(' ');
      for (const { letter } of rungs)
        for (let n = 0; n < 30; n += 1)
          expect(all).toContain(`${letter}${n + 1} Technique ${letter}${n} of many words`);
      for (const [n, page] of pages.entries()) expect(page).toContain(`page ${n + 1} of ${pages.length}`);
      expect(pages.length).toBeGreaterThan(3);
    });
  });

  it.runIf(hasFonts)('embeds every font that it uses', async () => {
    const rows = judged(await planPdf(printed(named('Ё ό 山 김'))), 'pdffonts', '<file>')
      .says.trim()
      .split('\n')
      .slice(2);
    expect(rows.length).toBeGreaterThan(6);
    expect(rows.filter((row) => !/ (yes) (yes) (yes) +\d+ +\d+$/.test(row))).toEqual([]);
    // One font of a name: the writer would embed it again at every change of script.
    expect(new Set(rows.map((row) => row.slice(7).split(' ')[0])).size).toBe(rows.length);
  });

  it.runIf(hasCheck)('is sound as a file', () => {
    expect(judged(pdf, 'qpdf', '--check', '<file>')).toMatchObject({ status: 0 });
  });
});
