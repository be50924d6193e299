import { describe, expect, it } from 'vitest';
import { sealedPlanSchema } from '../../../core/contract/plans.ts';
import { sealWords } from '../../../core/plan/sealedPlan.ts';
import { daysBetween, wallClock } from '../../../core/report/planDates.ts';
import { NOTICE, planDocument } from '../../../core/report/planDocument.ts';
import { LIMITS } from '../../../core/strategy/limits.ts';
import { mm } from '../../../core/units.ts';
import { confirmedPlan, exampleContent, exampleLesion, examplePlan, exampleStanding } from './examplePlan.ts';

const document = planDocument(examplePlan, exampleStanding);
const wordsOf = (
  rows: readonly { readonly label: string; readonly words: string }[],
): Record<string, string> => Object.fromEntries(rows.map(({ label, words }) => [label, words]));

describe('the document of a plan', () => {
  it('is made from plans as the contract has them', () => {
    expect(sealedPlanSchema.safeParse(examplePlan).error?.issues ?? []).toEqual([]);
  });

  it('says on top who, what and which version, in the time of the place where it was signed', () => {
    expect(document.notice).toBe(NOTICE);
    expect(document.patient).toEqual({
      name: 'DEMO-ALBRECHT-WIESENBURGER, Josef Maximilian',
      details: 'born 1955-03-14 (71 at the study), male, ID FM-DEMO-0047',
    });
    expect(document.lesion).toBe('RCA mid, CTO 31.4 mm');
    expect(document.version).toEqual({
      title: 'Version 3',
      signed: 'signed 2026-11-23 19:42 (Europe/Berlin) by A. Operator',
      basis: 'rests on the study of 2026-11-12, 11 days before signing',
    });
    expect(document.openPoints).toEqual(examplePlan.evidence.openPoints);
    expect(document.foot).toBe(
      'DEMO-ALBRECHT-WIESENBURGER, Josef Maximilian · FM-DEMO-0047 · RCA mid, CTO 31.4 mm · version 3 · seal 4f2a 91c7',
    );
  });

  it('says what is not stated', () => {
    const bare = planDocument(
      { ...examplePlan, studyDate: null, patient: { name: null, id: null, birthDate: null, sex: null } },
      exampleStanding,
    );
    expect(bare.patient).toEqual({
      name: 'Name not stated',
      details: 'date of birth not stated, sex not stated, no patient ID',
    });
    expect(bare.version.basis).toBe('rests on a study without a date');
    const born = planDocument({ ...examplePlan, studyDate: null }, exampleStanding);
    expect(born.patient.details).toContain('(71 at signing)');
  });

  it('is UNVERIFIED where anything rests on what nobody confirmed, and only there', () => {
    const titles = (plan: typeof examplePlan) =>
      planDocument(plan, exampleStanding).marks.map(({ title }) => title);
    expect(titles(confirmedPlan)).toEqual([]);
    expect(titles(examplePlan)).toEqual(['UNVERIFIED']);
    const { evidence } = confirmedPlan;
    expect(
      titles({
        ...confirmedPlan,
        evidence: { ...evidence, facts: evidence.facts.map((fact) => ({ ...fact, state: 'proposed' })) },
      }),
    ).toEqual(['UNVERIFIED']);
    expect(
      titles({ ...confirmedPlan, evidence: { ...evidence, scores: examplePlan.evidence.scores } }),
    ).toEqual(['UNVERIFIED']);
  });

  it('says of a plan of another workstation that it is none of this one', () => {
    const received = { origin: `ab12${'0'.repeat(60)}`, here: `cd34${'0'.repeat(60)}`, at: '2026-11-23T08:00:00.000Z', images: 'here' as const };
    expect(planDocument(confirmedPlan, exampleStanding, received).marks).toEqual([{
      tone: 'warning', title: 'RECEIVED',
      words: 'Plan of workstation ab12 0000, signed there by A. Operator as the sender states. Written again by workstation cd34 0000, which measured '
        + `nothing in it; chain up to seal ${sealWords(exampleStanding.sha256)} checked when it came there, 2026-11-23 09:00 (Europe/Berlin).`,
    }]);
  });

  it('says first that a version was withdrawn, when, by whom and why', () => {
    const withdrawn = { at: '2026-11-24T06:00:00.000Z', by: examplePlan.author, reason: 'wrong phase' };
    expect(planDocument(examplePlan, { ...exampleStanding, withdrawn }).marks[0]).toEqual({
      tone: 'stop',
      title: 'WITHDRAWN',
      words: 'Do not use this version. Withdrawn 2026-11-24 07:00 by A. Operator: wrong phase',
    });
  });

  it('has each rung with its steps, devices, overrides and stop rule', () => {
    const [a, b, c] = document.ladder;
    expect(a?.steps.map(({ label }) => label)).toEqual(['A1', 'A2', 'A3', 'A4']);
    expect(a?.steps[2]).toEqual({
      label: 'A3',
      technique: 'Step up: Confianza Pro 12 with guide extension',
      lines: ['aim between calcium at 4.5 mm'],
      devices: '2 × Confianza Pro 12, Guide extension 7F',
      minutes: '10 min',
      override: null,
    });
    expect(a?.steps[1]?.lines).toEqual(['the cap is calcified (S073)']);
    expect(a?.steps[3]?.lines).toEqual(['extraplaque from here']);
    expect(a?.stop).toBe('30 min without progress, or contrast 200 ml: change strategy or come back');
    expect(b?.steps[1]?.override).toBe(
      'Override of S089: IVUS cannot cross; track seen intraplaque in two views',
    );
    expect(b?.stop).toBe('2 attempts, or air kerma 5 Gy');
    expect(c?.stop).toBe('no stop rule');
    expect(document.limits).toBe(LIMITS);
  });

  it('measures the lesion cap to cap, and says what nobody confirmed', () => {
    expect(wordsOf(document.measures)).toEqual({
      Occlusion: '31.4 mm',
      'Widest calcium': '360°',
      'Fullest section': '96 %',
      'Calcium-free windows': '22.0 to 24.6 mm',
      Sections: '32, 14 not confirmed',
    });
    // What lies beside the occlusion is in no figure.
    const beside = {
      ...exampleLesion.sections[0],
      at: -3,
      arc: 355,
      sharePercent: 99,
    } as (typeof exampleLesion.sections)[number];
    const few = {
      ...exampleLesion,
      sections: [beside, ...exampleLesion.sections.filter(({ at }) => at > 0 && at < 5)],
      windows: [],
    };
    expect(
      wordsOf(
        planDocument({ ...examplePlan, evidence: { ...examplePlan.evidence, lesion: few } }, exampleStanding)
          .measures,
      ),
    ).toMatchObject({
      'Widest calcium': '120°',
      'Fullest section': '20 %',
      'Calcium-free windows': 'none',
      Sections: '4, all confirmed',
    });
    const none = planDocument(
      { ...examplePlan, evidence: { ...examplePlan.evidence, lesion: null } },
      exampleStanding,
    );
    expect([none.lesion, none.measures, none.ruler]).toEqual(['Lesion not measured on CT', [], null]);
  });

  it('has access, guides, what may be used at most and notes, where something is said', () => {
    expect(wordsOf(document.procedure)).toEqual({
      Access: 'right femoral 7F, left radial 6F',
      Guides: 'AL 1 7F with side holes',
      'At most': 'contrast 200 ml, air kerma 5 Gy, wire time 60 min, in all 180 min',
      Notes: 'Hydrate: eGFR 48.',
    });
    const budget = { contrastMl: null, airKermaGy: null, wireMinutes: null, totalMinutes: null };
    const content = { ...exampleContent, access: '', guides: '', notes: '', budget };
    expect(planDocument({ ...examplePlan, content }, exampleStanding).procedure).toEqual([]);
  });

  it('has scores with their range, outcome, citation and mark', () => {
    expect(document.scores).toEqual([
      {
        name: 'J-CTO',
        points: '3',
        reading: 'very difficult; wire across within 30 min: 10 %',
        source: 'Morino 2011, n = 494',
        evidence: 'A',
        isProvisional: false,
      },
      {
        name: 'CT-RECTOR',
        points: '3 to 4',
        reading: '',
        source: 'Opolski 2015, n = 240',
        evidence: 'A',
        isProvisional: true,
      },
    ]);
  });

  it('has every total that a score may be, and of which its reading is; a span that is the points adds nothing', () => {
    const [jCto] = examplePlan.evidence.scores;
    const scoreWith = (span: readonly [number, number]) => {
      const scores = jCto === undefined ? [] : [{ ...jCto, span }];
      return planDocument({ ...examplePlan, evidence: { ...examplePlan.evidence, scores } }, exampleStanding).scores[0];
    };
    expect(scoreWith([2, 4])).toMatchObject({
      points: '2 to 4',
      reading: 'as measured 3; very difficult; wire across within 30 min: 10 %',
    });
    expect(scoreWith([3, 3])).toEqual(document.scores[0]);
  });

  it('has windows with how long they surely are, where that is another length', () => {
    const windowsOf = (...sureLengths: readonly number[]) => {
      const lesion = {
        ...exampleLesion,
        // The surest first, as the measures have them.
        windows: [
          [mm(22), mm(25)],
          [mm(2), mm(4.5)],
        ] as const,
        sureLengths: sureLengths.map((sure) => mm(sure)),
      };
      const fact = {
        path: 'ctCalcium.freeWindowsMm',
        value: [
          [32, 34.5],
          [52, 55],
        ],
        state: 'proposed',
        range: null,
        source: 'CT',
        by: null,
      } as const;
      const evidence = { ...examplePlan.evidence, lesion, facts: [fact] };
      const { measures, facts } = planDocument({ ...examplePlan, evidence }, exampleStanding);
      return [wordsOf(measures)['Calcium-free windows'], facts[0]?.words];
    };
    expect(windowsOf(2, 2.5)).toEqual([
      '22.0 to 25.0 mm: 3.0 mm (2.0 to 3.0), 2.0 to 4.5 mm',
      '2.5 mm, 3.0 mm (2.0 to 3.0)',
    ]);
    expect(windowsOf(3, 2.5)).toEqual(['22.0 to 25.0 mm, 2.0 to 4.5 mm', '2.5 and 3.0 mm']);
  });

  it('has facts with range, state, source and person, and none that is unknown', () => {
    expect(document.facts[3]).toEqual({
      label: expect.any(String),
      words: '360° (340–360°)',
      note: 'confirmed, CT, A. Operator',
    });
    const facts = [
      { ...examplePlan.evidence.facts[0], state: 'unknown' } as (typeof examplePlan.evidence.facts)[number],
    ];
    expect(
      planDocument({ ...examplePlan, evidence: { ...examplePlan.evidence, facts } }, exampleStanding).facts,
    ).toEqual([]);
  });

  it('ends with the head of the chain, what came before, software and series', () => {
    expect(document.seal.map(({ words }) => words)).toEqual([
      exampleStanding.sha256,
      examplePlan.previousSha256,
      'pln_0123456789abcdef',
      'Fullmoon 0.1.0, centreline/3, calcium/2',
      '1.2.826.0.1.3680043.9.3',
    ]);
    const first = planDocument(
      { ...examplePlan, version: 1, previousSha256: '0'.repeat(64) },
      { ...exampleStanding, version: 1 },
    );
    expect(first.seal[1]?.words).toBe('none, this is the first');
  });
});

describe('dates of a plan', () => {
  it('counts whole days', () => {
    expect([
      daysBetween('2026-11-12', '2026-11-23'),
      daysBetween('2024-02-28', '2024-03-01'),
      daysBetween('soon', '2026-01-01'),
    ]).toEqual([11, 2, null]);
  });

  it('tells the time of the place, over midnight too, and UTC where the place is not known', () => {
    expect(wallClock('2026-11-23T23:30:00.000Z', 'Europe/Berlin')).toEqual({
      day: '2026-11-24',
      time: '00:30',
      zone: 'Europe/Berlin',
    });
    expect(wallClock('2026-11-23T23:30:00.000Z', 'Nowhere/At all')).toEqual({
      day: '2026-11-23',
      time: '23:30',
      zone: 'UTC',
    });
  });
});
