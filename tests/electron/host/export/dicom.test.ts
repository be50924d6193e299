import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dicomPersonName, personName } from '../../../../core/dicom/personName.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { textOf, withoutTags } from '../../../../electron/host/dicom/dataset.ts';
import { readHeaderFrom } from '../../../../electron/host/dicom/readHeader.ts';
import { instanceBytes } from '../../../../electron/host/dicom/writeInstance.ts';
import { measurementDataset } from '../../../../electron/host/export/dicom/measurementReport.ts';
import { planObjects } from '../../../../electron/host/export/dicom/planObjects.ts';
import type { PlanSources } from '../../../../electron/host/export/planSources.ts';
import {
  confirmedPlan,
  exampleContent,
  exampleLesion,
  examplePlan,
} from '../../../core/report/examplePlan.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { greyPng } from './greyPng.ts';
import { isThere, judged } from './judges.ts';

type DataSet = import('dicom-parser').DataSet;
const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');
const [hasIods, hasReports, hasPdf] = [isThere('dciodvfy'), isThere('dsrdump'), isThere('dcm2pdf')];
const hasTemplates = isThere('DicomSRValidator');
/** Java refuses rule sets as large as PixelMed's unless it is told not to count. */
const UNCOUNTED = ['xpathExprGrpLimit', 'xpathExprOpLimit', 'xpathTotalOpLimit']
  .map((limit) => `-Djdk.xml.${limit}=0`)
  .join(' ');

const SHA = '1'.repeat(64);
const image = { id: 'k', sha256: SHA, series: null, caption: 'Working view', detail: 'LAO 42° CRA 8°' };
const references = [
  {
    path: 'proximalReferenceMm',
    value: 3.3,
    state: 'confirmed',
    range: null,
    source: 'CT',
    by: 'A. Operator',
  },
  {
    path: 'distalReferenceMm',
    value: 2.512345678,
    state: 'confirmed',
    range: null,
    source: 'CT',
    by: 'A. Operator',
  },
] as const;
const withAll = (plan: SealedPlan): SealedPlan => ({
  ...plan,
  patient: { ...plan.patient, name: 'Yamada, Tarou (山田 太郎)' },
  content: { ...exampleContent, keyImages: [image] },
  evidence: { ...plan.evidence, facts: [...plan.evidence.facts, ...references] },
});
// Odd, so that it must be padded.
const PDF = Buffer.from('%PDF-1.7 odd\n');
/** Where no images are at hand. */
const NO_SOURCES: PlanSources = { calcium: null, frames: new Map(), studies: new Map() };
const objects = (plan: SealedPlan): ReadonlyMap<string, Uint8Array> =>
  new Map(planObjects(plan, PDF, new Map([[SHA, greyPng(33, 21)]]), NO_SOURCES, null).files.map(({ name, bytes }) => [name, bytes]));
const parsed = (plan: SealedPlan, name: string): DataSet =>
  parseDicom(objects(plan).get(name) ?? new Uint8Array());

const below = (set: DataSet): readonly DataSet[] =>
  (set.elements['x0040a730']?.items ?? []).flatMap(({ dataSet }) =>
    dataSet === undefined ? [] : [dataSet, ...below(dataSet)],
  );
const meaning = (set: DataSet, tag = 'x0040a043'): string =>
  set.elements[tag]?.items?.[0]?.dataSet?.string('x00080104') ?? 'nothing';
/** Every number of a report with its unit, and every point. */
const said = (set: DataSet) => ({
  numbers: Object.fromEntries(
    below(set)
      .filter((one) => one.string('x0040a040') === 'NUM')
      .map((one) => {
        const value = one.elements['x0040a300']?.items?.[0]?.dataSet;
        return [
          meaning(one),
          [Number(value?.string('x0040a30a')), value === undefined ? '' : meaning(value, 'x004008ea')],
        ];
      }),
  ),
  points: Object.fromEntries(
    below(set)
      .filter((one) => one.string('x0040a040') === 'SCOORD3D')
      .map((one) => {
        const count = (one.elements['x00700022']?.length ?? 0) / 4;
        return [meaning(one), Array.from({ length: count }, (_, n) => one.float('x00700022', n))];
      }),
  ),
});

describe('the measures of a plan as a report', () => {
  it('are the numbers of the plan, with their units, and points in the patient', () => {
    const { numbers, points } = said(parsed(withAll(examplePlan), 'measures.dcm'));
    expect(numbers).toEqual({
      Length: [31.4, 'mm'],
      'Greatest arc of calcium in the occlusion': [360, 'degree'],
      'Greatest calcified share of the vessel area in the occlusion': [96, 'percent'],
      'Proximal reference diameter': [3.3, 'mm'],
      'Distal reference diameter': [2.512345678, 'mm'],
    });
    expect(points['Proximal cap of the occlusion']).toEqual([...exampleLesion.proximalCap]);
    expect(points['Distal cap of the occlusion']).toEqual([...exampleLesion.distalCap]);
    const path = points['Path'] ?? [];
    expect([path.slice(0, 3), path.slice(-3)]).toEqual([
      [...exampleLesion.proximalCap],
      [...exampleLesion.distalCap],
    ]);
    expect(path.length).toBeGreaterThan(60);
  });

  it('are UNVERIFIED where anything rests on what nobody confirmed, else verified by who signed', () => {
    expect(parsed(examplePlan, 'measures.dcm').string('x0040a493')).toBe('UNVERIFIED');
    const verified = parsed(confirmedPlan, 'measures.dcm');
    expect(verified.string('x0040a493')).toBe('VERIFIED');
    expect(verified.elements['x0040a073']?.items?.[0]?.dataSet?.string('x0040a075')).toBe('A. Operator');
    expect(parsed(examplePlan, 'plan.dcm').string('x0040a493')).toBe('UNVERIFIED');
  });

  it('say UNVERIFIED in every measure that nobody confirmed, in what the lesion is tracked by, and nowhere once all is confirmed', () => {
    const open = (plan: SealedPlan): readonly string[] => below(parsed(plan, 'measures.dcm'))
      .filter((one) => one.string('x0040a040') === 'NUM' && below(one).some((child) =>
        meaning(child) === 'Derivation' && meaning(child, 'x0040a168').startsWith('UNVERIFIED'))).map((one) => meaning(one));
    const tracked = (plan: SealedPlan) => below(parsed(plan, 'measures.dcm')).find((one) => meaning(one) === 'Tracking Identifier')?.string('x0040a160');
    const calcium = ['Greatest arc of calcium in the occlusion', 'Greatest calcified share of the vessel area in the occlusion'];
    expect([open(withAll(examplePlan)), tracked(examplePlan)]).toEqual([calcium, 'UNVERIFIED. RCA mid, CTO 31.4 mm']);
    expect([open(withAll(confirmedPlan)), tracked(confirmedPlan)]).toEqual([[], 'RCA mid, CTO 31.4 mm']);
    const length = { path: 'occlusionLengthMm.ct', value: 31.4, state: 'changed', range: null, source: 'CT', by: null } as const;
    const facts = [...references.map((fact, n) => (n === 0 ? { ...fact, state: 'proposed' as const } : fact)), length];
    expect(open({ ...confirmedPlan, evidence: { ...confirmedPlan.evidence, facts } })).toEqual(['Length', 'Proximal reference diameter']);
  });

  it('name no point where the plan knows no frame of reference, and are left out where no CT was measured', () => {
    const unframed = {
      ...examplePlan,
      evidence: { ...examplePlan.evidence, lesion: { ...exampleLesion, frameOfReferenceUid: null } },
    };
    expect(said(parsed(unframed, 'measures.dcm')).points).toEqual({});
    const none = { ...examplePlan, evidence: { ...examplePlan.evidence, lesion: null } };
    expect([...objects(none).keys()]).toEqual(['plan.dcm']);
  });
});

describe('the objects of a plan', () => {
  it('belong to the patient and the study that the plan rests on, and are the same whenever they are made', () => {
    for (const [name, bytes] of objects(withAll(examplePlan))) {
      const header = readHeaderFrom(bytes);
      expect(header).toMatchObject({
        ok: true,
        value: { patient: { name: 'Yamada, Tarou (山田 太郎)', id: 'FM-DEMO-0047' } },
      });
      expect(parseDicom(bytes).string('x0020000d')).toBe(examplePlan.series[0]?.studyUid);
      expect(Buffer.from(objects(withAll(examplePlan)).get(name) ?? []).equals(bytes)).toBe(true);
    }
    const uids = (plan: SealedPlan) =>
      [...objects(plan).values()].map((bytes) => parseDicom(bytes).string('x00080018'));
    expect(
      new Set([...uids(withAll(examplePlan)), ...uids(withAll({ ...examplePlan, version: 4 }))]).size,
    ).toBe(8);
  });

  it('say which key image could not be made one', () => {
    const deep = Buffer.from(greyPng(33, 21));
    deep[24] = 16;
    const { files, leftOut } = planObjects(withAll(examplePlan), PDF, new Map([[SHA, deep]]), NO_SOURCES, null);
    expect([files.map(({ name }) => name), leftOut]).toEqual([
      ['plan.dcm', 'measures.dcm'],
      ['Key image 1 is no PNG of eight bits a sample and is not among the DICOM objects. Take it again.'],
    ]);
    expect(planObjects(withAll(examplePlan), PDF, new Map([[SHA, greyPng(33, 21)]]), NO_SOURCES, null).leftOut).toEqual([]);
  });

  it('say that they are no diagnosis', () => {
    const series = [...objects(withAll(examplePlan)).values()].map((bytes) =>
      parseDicom(bytes).string('x0008103e'),
    );
    expect(series.filter((words) => words?.includes('not for primary diagnosis') !== true)).toEqual([]);
  });

  it('say UNVERIFIED in the words of every series and of every capture, and nowhere once all is confirmed', () => {
    const words = (plan: SealedPlan) => [...objects(withAll(plan))].map(([name, bytes]) => {
      const set = parseDicom(bytes);
      const said = ['x0008103e', ...(name.startsWith('key-') ? ['x00204000', 'x00082111'] : [])].map((tag) => set.string(tag) ?? '');
      expect([name, said.filter((one) => one === '' || one.length > 1024)]).toEqual([name, []]);
      return said.map((one) => one.startsWith('UNVERIFIED. '));
    });
    expect(words(examplePlan)).toEqual([[true], [true], [true, true, true], [true]]);
    expect(words(confirmedPlan)).toEqual([[false], [false], [false, false, false], [false]]);
  });

  it('are under other UIDs wherever anything of what was sealed, or of what they hold, is another', () => {
    const made = (plan: SealedPlan, pdf = PDF, png = greyPng(33, 21)) => planObjects(plan, pdf, new Map([[SHA, png]]), NO_SOURCES, null).files
      .map(({ bytes }) => parseDicom(bytes));
    const uids = (sets: readonly DataSet[], tag = 'x00080018') => sets.map((set) => set.string(tag));
    const first = withAll(examplePlan);
    // The same plan and the same number: signed again after a restore, and forked on another workstation.
    const resigned = { ...first, signedAt: '2026-11-24T08:00:00.000Z', evidence: { ...first.evidence, lesion: { ...exampleLesion, name: 'RCA mid, CTO 29.0 mm' } } };
    const forked = { ...first, previousSha256: 'ef'.repeat(32) };
    for (const tag of ['x00080018', 'x0020000e']) {
      expect(new Set([first, resigned, forked].flatMap((plan) => uids(made(plan), tag))).size).toBe(12);
    }
    expect(uids(made(structuredClone(first)))).toEqual(uids(made(first)));
    // Of one seal: only what has another content is another object, and what refers to it.
    const changed = (others: readonly DataSet[]) => uids(others).map((uid, n) => uid !== uids(made(first))[n]);
    expect(changed(made(first, Buffer.from('%PDF-1.7 withdrawn\n')))).toEqual([true, false, false, false]);
    expect(changed(made(first, PDF, greyPng(33, 22)))).toEqual([false, false, true, true]);
    expect(uids(made(first, PDF, greyPng(33, 22)), 'x0020000e')).toEqual(uids(made(first), 'x0020000e'));
  });

  it('hold the printed plan to the byte, and the pixels of the key image', () => {
    const plan = parsed(withAll(examplePlan), 'plan.dcm');
    const { dataOffset = 0 } = plan.elements['x00420011'] ?? {};
    expect(
      Buffer.from(plan.byteArray.subarray(dataOffset, dataOffset + (plan.uint32('x00420015') ?? 0))).equals(
        PDF,
      ),
    ).toBe(true);
    const key = parsed(withAll(examplePlan), 'key-1.dcm');
    expect([key.uint16('x00280010'), key.uint16('x00280011'), key.string('x00280004')]).toEqual([
      21,
      33,
      'RGB',
    ]);
    const pixels = key.elements['x7fe00010'];
    expect(
      new Set(key.byteArray.subarray(pixels?.dataOffset, (pixels?.dataOffset ?? 0) + 33 * 21 * 3)),
    ).toEqual(new Set([0x60]));
  });

  describe.runIf(hasIods)('before dciodvfy', () => {
    const errorsIn = (bytes: Uint8Array): readonly string[] =>
      judged(bytes, 'dciodvfy', '<file>')
        .says.split('\n')
        .filter((line) => line.startsWith('Error'));

    it.each([
      ['with what nobody confirmed', examplePlan],
      ['confirmed', confirmedPlan],
    ])('have no error: %s', (_, plan) => {
      const all = objects(withAll(plan));
      expect([...all.keys()]).toEqual(['plan.dcm', 'measures.dcm', 'key-1.dcm', 'selection.dcm']);
      for (const bytes of all.values()) expect(errorsIn(bytes)).toEqual([]);
    });

    it('would have one: the judge objects to a report without its verification', () => {
      const dataset = measurementDataset(examplePlan);
      expect(textOf(dataset, 0x0040a493)).toBe('UNVERIFIED');
      expect(errorsIn(instanceBytes(withoutTags(dataset, 0x0040a493)))).not.toEqual([]);
    });
  });

  it.runIf(hasReports)('are a report that dsrdump reads', () => {
    const { status, says } = judged(
      objects(withAll(examplePlan)).get('measures.dcm') ?? new Uint8Array(),
      'dsrdump',
      '<file>',
    );
    expect([status, says]).toEqual([0, expect.stringContaining('Verification Flag   : UNVERIFIED')]);
    expect(says).toContain('Length")="31.4" (mm,UCUM,"mm")');
  });

  it.runIf(hasTemplates).each([
    ['confirmed', withAll(confirmedPlan)],
    ['with open values', withAll(examplePlan)],
  ])(
    'are a report by the templates of PS3.16, for PixelMed’s validator too: %s',
    (_, plan) => {
      const { says } = judged(
        objects(plan).get('measures.dcm') ?? new Uint8Array(),
        'env',
        `JAVA_TOOL_OPTIONS=${UNCOUNTED}`,
        'DicomSRValidator',
        '<file>',
      );
      expect(says).toContain('Found Root Template TID_1500');
      expect(says).toContain('IOD validation complete');
      expect(says.split('\n').filter((line) => /^(Error|Warning)/.test(line))).toEqual([]);
    },
    60_000,
  );

  it.runIf(hasPdf)('give the printed plan back through dcm2pdf', () => {
    const path = join(tempFolder(), 'back.pdf');
    expect(
      judged(objects(examplePlan).get('plan.dcm') ?? new Uint8Array(), 'dcm2pdf', '<file>', path).status,
    ).toBe(0);
    expect(readFileSync(path).subarray(0, PDF.length).equals(PDF)).toBe(true);
  });
});

it.each(['Yamada, Tarou (山田 太郎)', 'Müller, Anna Maria', 'Kim', 'Иванова, Анна'])(
  'the name %s is read again from what DICOM writes',
  (name) => expect(personName(dicomPersonName(name))).toBe(name),
);

it('a name cannot break out of its element', () => {
  expect(dicomPersonName('A\\B^C=D\u0000, E')).toBe('A B C D ^E');
});
