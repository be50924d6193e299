import { expect, it } from 'vitest';
import { carriedSentence, type CarriedFault } from '../../../core/plan/carriedFault.ts';
import type { Reception } from '../../../core/plan/reception.ts';
import { receptionLine } from '../../../core/report/receptionLine.ts';

const came: Reception = { kind: 'new', lesion: 'RCA mid, CTO 31.4 mm', version: 3, by: 'A. Operator', plan: null, firstAdded: 1, withdrawn: [] };

it.each([
  [{}, 'ok', 'Plan of another workstation: RCA mid, CTO 31.4 mm, version 3 by A. Operator; chain consistent, author as stated by the sender, see station 7'],
  [{ kind: 'newer', firstAdded: 2 }, 'ok', 'Plan of another workstation: RCA mid, CTO 31.4 mm, version 3 by A. Operator; new from version 2 on, chain consistent, author as stated by the sender'],
  [{ kind: 'same', firstAdded: null }, 'info', 'Plan of another workstation: RCA mid, CTO 31.4 mm, version 3 by A. Operator; it is here already'],
  [{ kind: 'own', firstAdded: null, lesion: null }, 'info', 'Plan of this workstation: no lesion measured, version 3 by A. Operator; it is here as it was signed'],
  [{ kind: 'fork', firstAdded: 3 }, 'warning',
    'Plan of another workstation: RCA mid, CTO 31.4 mm, version 3 by A. Operator; it differs from the one that is here from version 3 on, and both are kept apart'],
  [{ withdrawn: [3] }, 'warning', 'Plan of another workstation: RCA mid, CTO 31.4 mm, version 3 by A. Operator; chain consistent, author as stated by the sender, see station 7; version 3 withdrawn there'],
  [{ kind: 'same', withdrawn: [1, 2] }, 'warning', 'Plan of another workstation: RCA mid, CTO 31.4 mm, version 3 by A. Operator; it is here already; versions 1, 2 withdrawn there'],
] as const)('%o reads as %s: %s', (changed, tone, text) => {
  expect(receptionLine({ ...came, ...changed })).toEqual({ tone, text });
});

it.each<CarriedFault>([
  { code: 'plan/not-readable' }, { code: 'plan/from-newer-release' }, { code: 'plan/tampered', what: 'the seal of version 2' },
  { code: 'plan/of-another-patient' }, { code: 'plan/of-several-patients' }, { code: 'plan/in-another-case' },
])('%o says that nothing was taken, and what to do', (fault) => {
  expect(carriedSentence(fault)).toMatch(/^The .*nothing of it was taken\. [A-Z].*\.$/);
});
