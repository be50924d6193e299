import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { pointLps, vectorLps } from '../../core/geometry/frame.ts';
import { type PaintGrid, phantomPainter } from '../../core/phantom/painter.ts';
import { randomStream } from '../../core/phantom/random.ts';
import { vesselTruth } from '../../core/phantom/truth.ts';
import { ctImage, type CtSeriesFacts } from '../../electron/host/demo/ctImage.ts';
import { xaImage } from '../../electron/host/demo/xaImage.ts';
import { bytes, type Dataset, decimals, items, text } from '../../electron/host/dicom/dataset.ts';
import { derivedUid } from '../../electron/host/dicom/derivedUid.ts';
import { writeInstance } from '../../electron/host/dicom/writeInstance.ts';
import { benchLayers, benchVessel } from './benchPhantom.ts';
import { SIGNED_16, studyFacts } from './series.ts';

/** Size of a benchmark series: the whole one, or half of it in each direction for slow peers. */
export interface BenchSize { readonly columns: number; readonly slices: number; readonly pixelMm: number; readonly sliceMm: number }
export const WHOLE: BenchSize = { columns: 512, slices: 400, pixelMm: 0.35, sliceMm: 0.5 };
export const HALF: BenchSize = { columns: 256, slices: 200, pixelMm: 0.7, sliceMm: 1 };

/** The slices that one thread makes. */
export interface BenchStretch { readonly folder: string; readonly size: BenchSize; readonly patient: number; readonly from: number; readonly to: number }

const INTERCEPT = -1024;
const STUDY = { ...studyFacts('bench'), patientName: 'Bench^Phantom', patientId: 'BENCH-1', description: 'Benchmark phantom' };
/** Study and series of a patient, under identifiers of their own. */
const factsOf = (patient: number): { readonly study: typeof STUDY; readonly series: CtSeriesFacts; readonly about: string } => {
  const about = patient === 1 ? 'bench' : `bench ${patient}`;
  return {
    about, study: { ...STUDY, ...studyFacts(about), patientName: STUDY.patientName, patientId: `BENCH-${patient}`, description: STUDY.description },
    series: {
      uid: derivedUid(`${about} series`), number: 3, description: 'CCTA 75 %, benchmark', kernel: 'Bv40', phasePercent: 75,
      triggerTimeMs: 776, frameOfReferenceUid: derivedUid(`${about} frame`), patientPosition: 'HFS', format: SIGNED_16,
      slope: 1, intercept: INTERCEPT, hasContrast: true,
    },
  };
};
const FWHM_OF_SIGMA = 2 * Math.sqrt(2 * Math.log(2));

/**
 * Writes the benchmark's CT series into a new folder by two threads, its true axis beside it (`<folder>.axis.json`).
 *
 * @source performance, section 2: shuffled names, headers of about 4.2 KB with three sequences and a private block
 */
export async function makeBenchSeries(folder: string, size: BenchSize = WHOLE, patient = 1): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const middle = Math.round(size.slices / 2);
  await Promise.all([[0, middle], [middle, size.slices]].map(([from = 0, to = 0]) =>
    stretchByThread({ folder, size, patient, from, to })));
  const truth = vesselTruth(benchVessel());
  writeFileSync(`${folder}.axis.json`, JSON.stringify({ centreline: truth.centreline,
    occlusion: truth.occlusion }));
}

async function stretchByThread(stretch: BenchStretch): Promise<void> {
  const worker = new Worker(new URL('./benchWorker.ts', import.meta.url));
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
      worker.postMessage(stretch);
    });
  } finally {
    await worker.terminate();
  }
}

/** Writes a stretch of slices. */
export function writeStretch({ folder, size, patient, from, to }: BenchStretch): void {
  const { study, series, about } = factsOf(patient);
  const grid = gridOf(size);
  const painter = phantomPainter(benchLayers(), grid, {
    fwhmInPlaneMm: 0.7 * size.pixelMm * FWHM_OF_SIGMA, fwhmThroughMm: 0.5 * size.sliceMm * FWHM_OF_SIGMA,
    noiseSd: 22, noiseCorrelation: 0.8, seed: 5,
  });
  const names = shuffledNames(size.slices);
  for (let k = from; k < to; k += 1) {
    const stored = painter.slice(k);
    stored.forEach((hu, n) => { stored[n] = hu - INTERCEPT; });
    const dataset = ctImage(study, series, {
      uid: derivedUid(`${about} slice ${size.slices} ${k}`), instanceNumber: k + 1, rows: size.columns,
        columns: size.columns,
      position: grid.positions[k] ?? pointLps(0, 0, 0), orientation: [grid.row, grid.column],
        pixelSpacing: grid.pixelSpacing,
      thicknessMm: size.sliceMm, pixels: new Uint8Array(stored.buffer),
    });
    writeInstance(join(folder, names[k] ?? String(k)), [...dataset, ...ballast(k)]);
  }
}

function gridOf({ columns, slices, pixelMm, sliceMm }: BenchSize): PaintGrid {
  const half = (pixelMm * (columns - 1)) / 2;
  return {
    columns, rows: columns, pixelSpacing: [pixelMm, pixelMm], row: vectorLps(1, 0, 0),
      column: vectorLps(0, 1, 0),
    positions: Array.from({ length: slices }, (_, k) => pointLps(-half, -half,
      sliceMm * (k - (slices - 1) / 2))),
  };
}

/** Names whose order tells nothing about the slices' order. */
function shuffledNames(count: number): readonly string[] {
  const random = randomStream(11);
  const order = Array.from({ length: count }, (_, k) => ({ k, by: random() })).toSorted((a, b) =>
    a.by - b.by);
  const names = new Map(order.map(({ k }, n) => [k, `I${String(n).padStart(7, '0')}`]));
  return order.map((_, k) => names.get(k) ?? '');
}

/** What scanners add: referenced studies, requests, and a private block with 1.5 KB of bytes and 30 numbers. */
function ballast(k: number): Dataset {
  const random = randomStream(k);
  return [
    items(0x00081110, [[text(0x00081150, 'UI', '1.2.840.10008.3.1.2.3.1'),
      text(0x00081155, 'UI', derivedUid('bench referenced study'))]]),
    items(0x00400275, [[
      text(0x00321060, 'LO', 'CT coronary angiography'), text(0x00400007, 'LO', 'CCTA with contrast'),
        text(0x00400009, 'SH', 'STEP-1'),
      text(0x00401001, 'SH', 'REQ-1'),
    ]]),
    text(0x00290010, 'LO', 'FULLMOON BENCH'),
    bytes(0x00291010, 'OB', Uint8Array.from({ length: 1536 }, () => Math.floor(256 * random()))),
    ...Array.from({ length: 30 }, (_, n) => decimals(0x00291020 + n, [Math.round(1e6 * random()) / 1e3])),
  ];
}

/** The benchmark's runs: 512 by 512 by 120 in 8 bits, and 1024 by 1024 by 80 in 12 bits of 16. */
export function makeBenchRun(path: string, kind: '8 bits' | '12 bits'): void {
  const isWide = kind === '12 bits';
  const side = isWide ? 1024 : 512;
  const frames = isWide ? 80 : 120;
  const top = isWide ? 4095 : 255;
  const samples = isWide ? new Uint16Array(side * side * frames) : new Uint8Array(side * side * frames);
  const random = randomStream(3);
  const grain = Float32Array.from({ length: 65_536 }, () => (random() + random() + random() - 1.5) * 0.04);
  const ground = Float32Array.from({ length: side * side }, (_, n) =>
    0.62 + 0.2 * Math.sin((3 * (n % side) + 2 * Math.floor(n / side)) / side));
  for (let n = 0; n < frames; n += 1) {
    const shift = Math.floor(65_536 * random());
    const course = Float32Array.from({ length: side }, (_, i) =>
      side * (0.5 + 0.2 * Math.sin((6 * i) / side + 0.1 * n)));
    for (let j = 0; j < side; j += 1) {
      for (let i = 0; i < side; i += 1) {
        const artery = Math.abs(j - (course[i] ?? 0)) < 0.012 * side ? 0.35 : 0;
        const grey = (ground[j * side + i] ?? 0) - artery + (grain[(j * 977 + i + shift) & 65_535] ?? 0);
        samples[(n * side + j) * side + i] = top * Math.min(1, Math.max(0, grey)) + 0.5;
      }
    }
  }
  writeInstance(path, xaImage({ ...STUDY, description: 'Benchmark angiography' }, {
    uid: derivedUid(`bench run ${kind}`), seriesUid: derivedUid(`bench run series ${kind}`), seriesNumber: 1,
      instanceNumber: 1,
    description: `Benchmark run, ${kind}`, acquisitionTime: '101500.000000', rows: side, columns: side,
      frames, frameTimeMs: 66.667,
    primaryAngle: 30, secondaryAngle: 20, sourceToDetectorMm: 1195, sourceToPatientMm: 785,
      imagerPixelSpacing: [0.2, 0.2],
    rWaveFrames: [1], contrastMl: 8, pixels: new Uint8Array(samples.buffer),
    format: { bitsAllocated: isWide ? 16 : 8, bitsStored: isWide ? 12 : 8, highBit: isWide ? 11 : 7,
      isSigned: false },
  }));
}
