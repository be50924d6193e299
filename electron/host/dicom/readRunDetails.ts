import { detailsOfHeader, rWavesOf, type Ecg, type RunDetails } from '../../../core/angiography/runDetails.ts';
import { shutterOf } from '../../../core/angiography/shutter.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import { HEADER_LIMITS } from '../../../core/dicom/limits.ts';
import { scanFor } from './elementScan.ts';
import { withFile } from './headerSource.ts';
import { TAGS } from './headerTags.ts';
import type { Values } from './headerValues.ts';
import { withValues } from './readHeader.ts';

/** Elements of a run that only its viewer asks for. */
const RUN_TAGS = {
  shutterShape: 0x00181600, leftEdge: 0x00181602, rightEdge: 0x00181604, upperEdge: 0x00181606, lowerEdge: 0x00181608,
  centre: 0x00181610, radius: 0x00181612, vertices: 0x00181620,
  intensity: 0x00281040, maskSequence: 0x00286100, waveforms: 0x54000100,
} as const;
/** Inside the mask and waveform sequences. */
const ITEM_TAGS = {
  maskOperation: 0x00286101, maskFrames: 0x00286110, maskShift: 0x00286114,
  channels: 0x003a0005, samples: 0x003a0010, frequency: 0x003a001a, bits: 0x54001004, interpretation: 0x54001006,
  data: 0x54001010,
} as const;
/** The sixteen groups in which a curve may lie. @source DICOM PS3.3-2004 C.10.2 (retired) */
const CURVES = Array.from({ length: 16 }, (_, n) => 0x50000000 + n * 0x20000);
const CURVE = { points: 0x0010, kind: 0x0020, representation: 0x0103, data: 0x3000 } as const;
/** More samples than that are no ECG of a coronary run: a minute at 1 kHz, twice. */
const MOST_SAMPLES = 120_000;

const scan = scanFor([
  ...Object.values(RUN_TAGS), TAGS.sourceToDetector, TAGS.sourceToPatient, TAGS.magnification, TAGS.imagerPixelSpacing,
  TAGS.pixelSpacing, TAGS.calibrationType, TAGS.rWavePointer, TAGS.sharedGroups, TAGS.frameGroups,
  ...CURVES.flatMap((group) => Object.values(CURVE).map((element) => group + element)),
]);

/** Scale, ECG, beats, shutter and mask of a run as its file states them; of a file that cannot be read, the header's. */
export function readRunDetails(path: string, header: InstanceHeader): RunDetails {
  const { image } = header;
  const frames = image?.format.frames ?? 1;
  const first = image?.frames[0];
  const known = detailsOfHeader(
    image?.xa ?? null, first?.pixelSpacing ?? null, frames, first?.acquisitionTime ?? first?.contentTime ?? null,
  );
  const read = withFile(path, (source) =>
    withValues(source, scan, HEADER_LIMITS, (values) => detailsFrom(values, known, header)));
  return read.ok ? read.value : known;
}

function detailsFrom(values: Values, known: RunDetails, { image }: InstanceHeader): RunDetails {
  const { geometry } = known;
  const { rows = 0, columns = 0, frames = 1 } = image?.format ?? {};
  const raw = (tag: number): readonly [x: number, y: number] | null => {
    const [y, x, ...more] = values.numbers(tag) ?? [];
    return x === undefined || y === undefined || more.length > 0 ? null : [x, y];
  };
  const intensity = values.text(RUN_TAGS.intensity);
  const pointers = values.allUnsigned(TAGS.rWavePointer);
  return {
    ...known,
    // What stands in the file, zeros and nonsense included: the header keeps only what can be true.
    geometry: {
      imagerPixelSpacing: raw(TAGS.imagerPixelSpacing) ?? geometry.imagerPixelSpacing,
      pixelSpacing: raw(TAGS.pixelSpacing) ?? geometry.pixelSpacing,
      calibrationType: values.text(TAGS.calibrationType) ?? geometry.calibrationType,
      sourceToDetectorMm: values.number(TAGS.sourceToDetector) ?? geometry.sourceToDetectorMm,
      sourceToPatientMm: values.number(TAGS.sourceToPatient) ?? geometry.sourceToPatientMm,
      estimatedMagnification: values.number(TAGS.magnification) ?? geometry.estimatedMagnification,
    },
    ecg: waveformOf(values) ?? curveOf(values),
    rWaveFrames: pointers === null ? known.rWaveFrames : rWavesOf(pointers, frames),
    shutter: shutterOf({
      shapes: values.texts(RUN_TAGS.shutterShape),
      leftEdge: values.integer(RUN_TAGS.leftEdge), rightEdge: values.integer(RUN_TAGS.rightEdge),
      upperEdge: values.integer(RUN_TAGS.upperEdge), lowerEdge: values.integer(RUN_TAGS.lowerEdge),
      centre: values.numbers(RUN_TAGS.centre), radius: values.integer(RUN_TAGS.radius),
      vertices: values.numbers(RUN_TAGS.vertices),
    }, columns, rows),
    intensity: intensity === 'LIN' ? 'linear' : intensity === 'LOG' ? 'logarithmic' : null,
    mask: maskOf(values, frames),
  };
}

/** Subtraction from an average of mask frames; other operations change the mask from frame to frame. */
function maskOf(values: Values, frames: number): RunDetails['mask'] {
  const item = values.items(RUN_TAGS.maskSequence).find((each) => each.text(ITEM_TAGS.maskOperation) === 'AVG_SUB');
  const named = rWavesOf(item?.allUnsigned(ITEM_TAGS.maskFrames) ?? null, frames);
  if (item === undefined || named.length === 0) return null;
  // The file gives rows before columns.
  const [down, right] = item.floats(ITEM_TAGS.maskShift) ?? [];
  return { frames: named, shift: [right ?? 0, down ?? 0] };
}

/** The first channel of the first waveform of 16 bits with a rate. @source DICOM PS3.3 C.10.9 */
function waveformOf(values: Values): Ecg | null {
  for (const item of values.items(RUN_TAGS.waveforms)) {
    const channels = item.unsigned(ITEM_TAGS.channels) ?? 0;
    const frequency = item.number(ITEM_TAGS.frequency) ?? 0;
    const data = item.allSigned(ITEM_TAGS.data);
    const isRead = channels > 0 && frequency > 0 && item.unsigned(ITEM_TAGS.bits) === 16
      && item.text(ITEM_TAGS.interpretation) === 'SS' && data !== null;
    if (!isRead) continue;
    const samples = data.filter((_, at) => at % channels === 0);
    if (isTrace(samples)) return { samples, msPerSample: 1000 / frequency };
  }
  return null;
}

/** A curve of the kind ECG; its rate is not in the file in a way that writers agree on. */
function curveOf(values: Values): Ecg | null {
  for (const group of CURVES) {
    if (values.text(group + CURVE.kind) !== 'ECG') continue;
    const points = values.unsigned(group + CURVE.points) ?? 0;
    const representation = values.unsigned(group + CURVE.representation);
    const data = representation === 0 ? values.allUnsigned(group + CURVE.data)
      : representation === 1 ? values.allSigned(group + CURVE.data) : null;
    if (data === null || points === 0) continue;
    const samples = data.slice(0, points);
    if (samples.length === points && isTrace(samples)) return { samples, msPerSample: null };
  }
  return null;
}

const isTrace = (samples: readonly number[]): boolean =>
  samples.length >= 16 && samples.length <= MOST_SAMPLES && samples.some((sample) => sample !== samples[0]);
