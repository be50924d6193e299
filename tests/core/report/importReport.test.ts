import { describe, expect, it } from 'vitest';
import { runScale, type StatedGeometry } from '../../../core/angiography/runScale.ts';
import type { GeometryProblem, SeriesItem } from '../../../core/dicom/series.ts';
import { seriesIndex } from '../../../core/dicom/seriesIndex.ts';
import { importReportLines, itemName, type ImportFacts } from '../../../core/report/importReport.ts';
import { readHeaderFrom } from '../../../electron/host/dicom/readHeader.ts';
import { missing, uneven } from '../../phantoms/faults.ts';
import { cleanRun } from '../../phantoms/runs.ts';
import { cleanSeries, fileBytes, type SliceFile } from '../../phantoms/series.ts';

const itemsOf = (files: readonly SliceFile[]): readonly SeriesItem[] => seriesIndex(files.map((file) => {
  const header = readHeaderFrom(fileBytes(file));
  if (!header.ok) throw new Error(header.failure.code);
  return header.value;
})).items;

const NOTHING_STATED: StatedGeometry = {
  imagerPixelSpacing: null, pixelSpacing: null, calibrationType: null, sourceToDetectorMm: null, sourceToPatientMm: null,
  estimatedMagnification: null,
};

const clean = itemsOf(cleanSeries());
const NOTHING: ImportFacts = {
  filesRead: 24,
  filesNew: 24,
  filesOther: 0,
  copies: 0,
  items: clean,
  refused: [],
  patients: 1,
  sharesPatientId: false,
  short: null,
};
const linesOf = (facts: Partial<ImportFacts>): readonly string[] =>
  importReportLines({ ...NOTHING, ...facts }).map(({ tone, text }) => `${tone}: ${text}`);

describe('the honesty report', () => {
  it('of a clean series says what was read, that it is even and straight, and what may be measured', () => {
    expect(linesOf({})).toEqual([
      'ok: 24 files read',
      'ok: Tilt 0.0°, spacing even',
      'ok: May be measured: Phase 75 %',
    ]);
  });

  it('says what is new', () => {
    expect(linesOf({ filesRead: 3412, filesNew: 3412 })[0]).toBe('ok: 3,412 files read');
    expect(linesOf({ filesRead: 1234567, filesNew: 1000 })[0]).toBe(
      'ok: 1,234,567 files read, 1,000 of them new',
    );
    expect(linesOf({ filesRead: 1, filesNew: 0 })[0]).toBe(
      'ok: 1 file read; all were in the library already',
    );
  });

  it('names the phase with a gap, and does not call it even', () => {
    const gap = itemsOf(missing(cleanSeries({ key: 'gap', series: { phasePercent: 40 } }), 0.05));
    const lines = linesOf({ items: [...clean, ...gap] });
    expect(lines).toContain('ok: Phase 75 %: tilt 0.0°, spacing even');
    expect(lines.filter((line) => line.startsWith('warning: Phase 40 %: 1 slice is missing'))).toHaveLength(
      1,
    );
    expect(lines).toContain('ok: May be measured: Phase 75 %');
    expect(linesOf({ items: gap })).toContain('warning: No CT here may be measured');
  });

  it('offers a correction where it is sound', () => {
    expect(linesOf({ items: itemsOf(uneven('jump')) }).at(-1)).toBe(
      'warning: May be measured after the offered correction: Phase 75 %',
    );
  });

  it('counts refusals by what they were refused for', () => {
    expect(
      linesOf({ refused: ['file/truncated', 'uid-clash', 'file/truncated', 'file/never-heard-of'] }).filter(
        (line) => line.startsWith('refused'),
      ),
    ).toEqual([
      'refused: 2 files refused: cut short',
      'refused: 1 file refused: the same id with other content; what is in the library stays as it is',
      'refused: 1 file refused: not readable',
    ]);
  });

  it('tells copies, other files, further patients and a shared id', () => {
    expect(linesOf({ copies: 1, filesOther: 2, patients: 2, sharesPatientId: true })).toEqual(
      expect.arrayContaining([
        'info: 1 identical copy left out',
        'info: 2 other files passed over: not DICOM',
        'warning: 2 patients in this import: each is a case of its own',
        'warning: Another case has this patient ID under another name or birth date: check who this is',
      ]),
    );
  });

  it('tells that an archive gave only a part, of how much if it said so', () => {
    expect(linesOf({ short: { given: 1412, stated: 1420 } })[1]).toBe('warning: The archive gave 1,412 of 1,420 files: fetch it again before you plan on it');
    expect(linesOf({ short: { given: 1, stated: null } })[1]).toBe('warning: The archive gave only a part of the study, 1 file: fetch it again before you plan on it');
  });

  it('of angiograms says what their millimetres rest on, or that there are none', () => {
    const runs = itemsOf([cleanRun()]);
    expect(linesOf({ items: runs })).toEqual([
      'ok: 24 files read',
      'info: Angiograms: millimetres by the estimated magnification in the header',
      'info: No CT here: nothing can be measured in millimetres',
    ]);
    const scaled = (stated: Partial<StatedGeometry>): readonly SeriesItem[] =>
      runs.map((run) => ({ ...run, scale: runScale({ ...NOTHING_STATED, ...stated }, null) }));
    expect(linesOf({ items: scaled({}) })).toContain('info: Angiograms: no calibration, pixels and ratios only');
    const calibrated = scaled({ pixelSpacing: [0.2, 0.2], calibrationType: 'FIDUCIAL' });
    expect(linesOf({ items: calibrated })).toContain('info: Angiograms: millimetres by a calibration in the header');
    expect(linesOf({ items: [...scaled({}), ...calibrated] })).toContain(
      'info: Angiograms: 1 of 2 with millimetres by a calibration in the header, the rest pixels and ratios only',
    );
    const estimated = scaled({ imagerPixelSpacing: [0.3, 0.3], estimatedMagnification: 1.5 });
    expect(linesOf({ items: [...calibrated, ...estimated] })).toContain(
      'info: Angiograms: millimetres by a calibration in the header and the estimated magnification in the header',
    );
  });

  it('tells a note as a note', () => {
    const lossy: GeometryProblem = { code: 'lossy', weight: 'note', instances: [], facts: {} };
    const [item] = clean;
    if (item === undefined) throw new Error('no item');
    expect(
      linesOf({ items: [{ ...item, geometry: { ...item.geometry, problems: [lossy] } }] }).filter((line) =>
        line.includes('loss'),
      ),
    ).toEqual([expect.stringMatching(/^info: Phase 75 %: /)]);
  });
});

describe('two items of one name', () => {
  const [one] = clean;
  if (one === undefined) throw new Error('no item');
  const other = { ...one, seriesUid: `${one.seriesUid}.2`, description: 'CCTA thin' };
  it('are told apart by their descriptions', () => {
    const lines = linesOf({ items: [one, other] });
    expect(lines).toContain('ok: May be measured: Phase 75 % (CCTA 75 %, smooth), Phase 75 % (CCTA thin)');
  });
  it('stay as they are where there is no description to add', () => {
    const bare = { ...one, description: null };
    expect(linesOf({ items: [bare, { ...bare }] })).toContain('ok: May be measured: Phase 75 %');
  });
});

describe('an item', () => {
  const [ct] = clean;
  const [run] = itemsOf([cleanRun()]);
  if (ct === undefined || run === undefined) throw new Error('no item');
  it.each([
    ['its phase', ct, 'Phase 75 %'],
    ['its description', { ...ct, phasePercent: null }, 'CCTA 75 %, smooth'],
    ['its part', { ...ct, phasePercent: null, stack: 2, stacks: 3 }, 'CCTA 75 %, smooth (part 2 of 3)'],
    ['its number', { ...ct, phasePercent: null, description: null, seriesNumber: 4 }, 'Series 4'],
    ['nothing else', { ...ct, phasePercent: null, description: null, seriesNumber: null }, 'Series'],
    ['its angles', run, 'LAO 30 CRA 25'],
    ['its description where it has no angles', { ...run, xa: null }, 'RCA'],
  ])('is called by %s', (_, item, name) => { expect(itemName(item)).toBe(name); });
});
