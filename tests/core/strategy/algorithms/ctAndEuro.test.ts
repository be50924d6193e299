import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../../core/lesion/caseFacts.ts';
import { euroCto } from '../../../../core/strategy/algorithms/euroCto.ts';
import { answerOf, PLAIN } from './asked.ts';

const onCt = (change: CaseFacts) => answerOf('ct', { ...PLAIN, ...change });
const euro = (change: CaseFacts) => answerOf('euro', { ...PLAIN, ...change });
const noRetro = { interventional: false };
const poor = { diameterMm: 2.8, diseased: true, calciumArcDeg: 0 };
const long = { occlusionLengthMm: { ct: 28 } };

describe('the CT-based algorithm', () => {
  it.each<readonly [row: string, first: string | null, facts: CaseFacts]>([
    ['C0', null, { ctDone: false, capImpenetrable: true }],
    ['C1', 'AWE', {}],
    ['C2', 'ADR', long],
    ['C3', 'RWE', { proximalCapAmbiguous: true }],
    ['C4', 'RDR', { proximalCapAmbiguous: true, ...long }],
    ['C5', 'RWE', { distalVessel: poor }],
    ['C5', 'RDR', { distalVessel: poor, ...long }],
    ['C6', null, { proximalCapAmbiguous: true, collaterals: noRetro }],
    ['C7', 'AWE', { distalVessel: poor, collaterals: noRetro }],
    ['C7', 'ADR', { distalVessel: poor, collaterals: noRetro, ...long }],
  ])('answers by row %s: %s, and none of them is verified', (row, first, facts) => {
    const answer = onCt(facts);
    expect([answer.rows[0]?.id, answer.first, answer.status]).toEqual([row, first, 'unverified']);
  });

  it('reads the length of CT before that of the angiogram, and its edge as dissection', () => {
    const first = (occlusionLengthMm: NonNullable<CaseFacts['occlusionLengthMm']>) =>
      onCt({ occlusionLengthMm }).first;
    expect(first({ ct: 15, angio: 28 })).toBe('AWE');
    expect(first({ angio: 28 })).toBe('ADR');
    expect([19.9, 20, 20.1].map((ct) => first({ ct }))).toEqual(['AWE', 'ADR', 'ADR']);
    const marks = (ct: number) => onCt({ occlusionLengthMm: { ct } }).rows.map(({ mark }) => mark);
    expect([19.9, 20, 20.1].map((ct) => marks(ct).includes('OWN'))).toEqual([false, true, false]);
  });

  it('asks what CT shows of the distal vessel: it waits for its calcium, not for the bifurcation', () => {
    expect(onCt({ distalVessel: { diameterMm: 2.8, diseased: false } })).toMatchObject({
      standing: 'waits', needs: ['distalVessel.calciumArcDeg'],
    });
    expect(onCt({ distalCapAtBifurcation: null })).toMatchObject({
      standing: 'on-condition', first: 'AWE', needs: ['distalCapAtBifurcation'],
    });
    expect(onCt({ distalCapAtBifurcation: true }).first).toBe('RWE');
  });

  it('says nothing without CT, and waits while it is not known whether there is one', () => {
    expect(onCt({ ctDone: false })).toMatchObject({ standing: 'silent', first: null, because: ['ctDone'] });
    expect(onCt({ ctDone: false }).reason)
      .toBe('Only for a first strategy that is planned on a CT angiogram.');
    const unknown = {
      ctDone: null, ctCalcium: null, occlusionLengthMm: { angio: 15 }, bendInOcclusionDeg: null,
    };
    expect(onCt(unknown)).toMatchObject({ standing: 'waits', needs: ['ctDone'] });
  });

  it('says nothing once the first strategy failed', () => {
    expect(onCt({ capImpenetrable: true }))
      .toMatchObject({ standing: 'silent', because: ['capImpenetrable'] });
  });

  it('reminds that the track is never read from CT', () => {
    expect(onCt({}).rows.at(-1)?.text).toMatch(/the track is never inferred from CT/);
    expect(onCt({ ctDone: false }).rows).toHaveLength(1);
  });

  it('has ended once the wire is across', () => {
    expect(onCt({ wireCrossed: true }).standing).toBe('ended');
  });
});

describe('the EuroCTO algorithm', () => {
  it.each([[49.9, null], [50, 'knuckle'], [50.1, 'knuckle']])(
    'speaks only of heavy calcium: at %d per cent of the area it answers %s', (maxCsaPercent, first) => {
      expect(euro({ ctCalcium: { maxCsaPercent } }).first).toBe(first);
    },
  );

  it('marks the criterion as read, and everything else as not verified', () => {
    expect(euro({ ctCalcium: { maxCsaPercent: 80 } })).toMatchObject({
      standing: 'decided', status: 'read', because: ['ctCalcium.maxCsaPercent'],
      rows: [{ id: 'E1', mark: 'SEED', status: 'read' }],
    });
    expect(euro({})).toMatchObject({
      standing: 'silent', first: null, status: 'unverified', rows: [], because: ['ctCalcium.maxCsaPercent'],
      reason: 'Its one verified criterion, heavy calcium before anything was tried, does not apply; '
        + 'its other rows are not verified and are off.',
    });
  });

  it('waits for the calcium', () => {
    expect(euro({ angioCalcium: null, ctCalcium: null, ctDone: false })).toMatchObject({
      standing: 'waits', first: null, alternatives: ['knuckle'], needs: ['angioCalcium'], status: 'read',
    });
  });

  it('keeps rows E2 to E6 off: no facts make them speak', () => {
    expect(euroCto.off.map(({ id, mark }) => [id, mark])).toEqual(
      ['E2', 'E3', 'E4', 'E5', 'E6'].map((id) => [id, 'UNVERIFIED']),
    );
    expect(euroCto.rows.map(({ id }) => id)).toEqual(['E1']);
    expect(euroCto.remarks).toEqual([]);
  });

  it('is about the first strategy only', () => {
    const severe = { ctCalcium: { maxCsaPercent: 80 } };
    expect(euro({ ...severe, capImpenetrable: true }).standing).toBe('silent');
    expect(euro({ ...severe, wireCrossed: true }).standing).toBe('ended');
  });
});
