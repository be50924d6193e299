import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beatTimes } from '../../../../core/angiography/beats.ts';
import { cineTimes, frameAt } from '../../../../core/angiography/cineTimes.ts';
import type { RunDetails } from '../../../../core/angiography/runDetails.ts';
import { numbers, text, type Dataset, withoutTags, decimals } from '../../../../electron/host/dicom/dataset.ts';
import { readHeader } from '../../../../electron/host/dicom/readHeader.ts';
import { readRunDetails } from '../../../../electron/host/dicom/readRunDetails.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { writeSeries } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { value } from '../running.ts';

/** Details of a small run with these elements in the place of its own. */
function detailsWith(elements: Dataset): RunDetails {
  const run = cleanRun();
  const tags = elements.map(({ tag }) => tag);
  const folder = tempFolder();
  writeSeries(folder, [{ ...run, dataset: [...withoutTags(run.dataset, ...tags), ...elements] }]);
  const path = join(folder, run.name);
  return readRunDetails(path, value(readHeader(path)));
}

describe('details of a run', () => {
  it('hold what stands in the file, zeros and nonsense included', () => {
    const { geometry } = detailsWith([decimals(0x00181110, [0]), decimals(0x00181111, [-785]), decimals(0x00181114, [0.5])]);
    expect(geometry).toMatchObject({ sourceToDetectorMm: 0, sourceToPatientMm: -785, estimatedMagnification: 0.5, imagerPixelSpacing: [0.308, 0.308] });
  });

  it('tell rows from columns', () => {
    expect(detailsWith([decimals(0x00181164, [0.4, 0.2])]).geometry.imagerPixelSpacing).toEqual([0.2, 0.4]);
  });

  it('hold the shutter, counted from 0', () => {
    const { shutter } = detailsWith([
      text(0x00181600, 'CS', 'RECTANGULAR\\CIRCULAR'), text(0x00181602, 'IS', '3'), text(0x00181604, 'IS', '60'), text(0x00181606, 'IS', '5'),
      text(0x00181608, 'IS', '40'), text(0x00181610, 'IS', '24\\32'), text(0x00181612, 'IS', '20'),
    ]);
    expect(shutter).toEqual({ rectangle: { left: 1.5, right: 59.5, top: 3.5, bottom: 39.5 }, circle: { x: 31, y: 23, radius: 20 }, polygon: null });
  });

  it.each([['LIN', 'linear'], ['LOG', 'logarithmic'], ['DISP', null]])('know %s', (stated, intensity) => {
    expect(detailsWith([text(0x00281040, 'CS', stated)]).intensity).toBe(intensity);
  });

  it('hold an ECG from a curve and the frames at its R waves', () => {
    const trace = Array.from({ length: 64 }, (_, n) => (n % 20 === 5 ? 900 : 100 + n));
    const found = detailsWith([
      numbers(0x50000005, 'US', 2), numbers(0x50000010, 'US', 64), text(0x50000020, 'CS', 'ECG'), numbers(0x50000103, 'US', 0),
      numbers(0x50003000, 'US', ...trace), numbers(0x00286040, 'US', 3, 8),
    ]);
    expect(found.ecg).toEqual({ samples: trace, msPerSample: null });
    expect(found.rWaveFrames).toEqual([2, 7]);
  });

  it.each<readonly [string, Dataset]>([
    ['another kind', [numbers(0x50000010, 'US', 64), text(0x50000020, 'CS', 'TAC'), numbers(0x50000103, 'US', 0), numbers(0x50003000, 'US', ...Array.from({ length: 64 }, (_, n) => n))]],
    ['fewer samples than it says', [numbers(0x50000010, 'US', 640), text(0x50000020, 'CS', 'ECG'), numbers(0x50000103, 'US', 0), numbers(0x50003000, 'US', 1, 2, 3)]],
    ['a flat line', [numbers(0x50000010, 'US', 64), text(0x50000020, 'CS', 'ECG'), numbers(0x50000103, 'US', 0), numbers(0x50003000, 'US', ...Array.from({ length: 64 }, () => 7))]],
  ])('hold no ECG of a curve of %s', (_, elements) => expect(detailsWith(elements).ecg).toBeNull());

  it('of a file that went away are those of its header', () => {
    const run = cleanRun();
    const folder = tempFolder();
    writeSeries(folder, [run]);
    const header = value(readHeader(join(folder, run.name)));
    expect(readRunDetails(join(folder, 'gone.dcm'), header)).toMatchObject({ ecg: null, rWaveFrames: [0], acquiredAtMs: 36_900_000 });
  });
});

const REAL = join(import.meta.dirname, '../../../../../shared/data/xa/rubo-demo_RCA_96frames_jpeg-baseline.dcm');
describe.skipIf(!existsSync(REAL))('the real cine', () => {
  it('has an ECG whose R waves lie where the file points, and no calibration', () => {
    const details = readRunDetails(REAL, value(readHeader(REAL)));
    const times = cineTimes(96, Array.from({ length: 96 }, (_, n) => n * 33), null);
    expect(details.rWaveFrames).toEqual([19, 52, 76]);
    expect(details.ecg?.samples.length).toBe(3840);
    const found = beatTimes({ rWaveFrames: [], ecg: details.ecg }, times).map((beat) => frameAt(times, beat));
    // The first beat is wide and cut off by the recorder: it has no steep R wave of its own.
    expect(found).toEqual([52, 76]);
    expect(details).toMatchObject({
      geometry: { imagerPixelSpacing: null, sourceToDetectorMm: null }, intensity: 'linear', shutter: null, mask: null,
    });
  });
});
