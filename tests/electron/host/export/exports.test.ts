import { expect, it } from 'vitest';
import { planIdSchema } from '../../../../core/contract/ids.ts';
import { err } from '../../../../core/result.ts';
import { exportHandlers } from '../../../../electron/host/handlers/exports.ts';
import type { Store } from '../../../../electron/host/store/open.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn } from '../store/fixture.ts';
import { anna, valueIn } from '../store/imports.ts';
import { planDesk, RCA, signedBy } from '../store/planFixture.ts';
import { isThere, pagesOf } from './judges.ts';
import { greyPng } from './greyPng.ts';

const hasText = isThere('pdftotext');
const signed = async (store: Store) => {
  const desk = await planDesk(store);
  const sha256 = valueIn(await store.planImages.keep(desk.caseId, greyPng(32, 24), desk.tina));
  const image = { id: 'k1', sha256, series: null, caption: 'Working view', detail: '' };
  return signedBy(store, desk, 'over the left radial artery', RCA, { keyImages: [image] });
};

it('prints a signed version with its pictures, under a name that tells nobody who the patient is', async () => {
  const store = openIn(tempFolder());
  const { id } = await signed(store);
  const handlers = exportHandlers({ store });
  const { pdfBase64, name } = valueIn(await handlers['exports.pdf']({ plan: id, version: 1 }));
  const pdf = Buffer.from(pdfBase64, 'base64');
  expect(name).toBe(`cto-plan-${id.slice(-6)}-v1.pdf`);
  expect(pdf.toString('latin1')).toMatch(/^%PDF-/);
  expect(pdf.toString('latin1')).toContain('/Subtype /Image');
  if (hasText) {
    const [page = ''] = pagesOf(pdf);
    for (const words of [
      anna.name ?? 'no name',
      'RCA mid, CTO 31.4 mm',
      'Version 1',
      'by Tina Test',
      'Antegrade wiring',
    ])
      expect(page).toContain(words);
  }
  const again = valueIn(await handlers['exports.pdf']({ plan: id, version: 1 }));
  expect(again).toEqual({ pdfBase64, name });
  valueIn(store.plans.withdraw(id, 1, 'wrong phase', null));
  expect(valueIn(await handlers['exports.pdf']({ plan: id, version: 1 })).pdfBase64).not.toBe(pdfBase64);
});

it('prints nothing that is not there, and nothing whose seal is broken', async () => {
  const store = openIn(tempFolder());
  const { id } = await signed(store);
  const handlers = exportHandlers({ store });
  const other = planIdSchema.parse('pln_zzzzzzzzzzzzzzzz');
  const notFound = { ok: false, failure: { code: 'plan/not-found' } };
  expect(await handlers['exports.pdf']({ plan: other, version: 1 })).toEqual(notFound);
  expect(await handlers['exports.pdf']({ plan: id, version: 2 })).toEqual(notFound);
  const damaged = { version: () => err({ code: 'plan/damaged' as const, detail: 'version 1' }) };
  const broken = exportHandlers({ store: { ...store, plans: { ...store.plans, ...damaged } } });
  expect(await broken['exports.pdf']({ plan: id, version: 1 })).toEqual({
    ok: false,
    failure: { code: 'plan/damaged' },
  });
});
