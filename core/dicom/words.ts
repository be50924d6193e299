import { assertNever } from '../result.ts';
import type { HeaderFailure, HeaderFailureCode } from './headerFailure.ts';
import type { GeometryProblem } from './series.ts';
import { WIDEST_GAP_RATIO } from './tolerances.ts';

/** What a file was refused for, and what to do. */
const FAILURES: Readonly<Record<HeaderFailureCode, string>> = {
  'file/unreadable':
    'The file cannot be read. Check the disc and your permission to read it, then import again.',
  'file/not-a-file': 'This is a folder, a pipe or a device, not a file. Choose the file itself.',
  'file/empty': 'The file is empty. Copy it again from where it came.',
  'file/not-dicom': 'This is not a DICOM file. Nothing to do unless it should be one.',
  'file/directory-record': 'This is a DICOMDIR, a list of files. Import the folder that it lies in.',
  'file/truncated': 'The file ends in the middle of its header. Copy it again from where it came.',
  'file/malformed':
    'The header is damaged: its lengths do not fit together. Ask for the series to be sent again.',
  'file/contradicts-itself': 'The header states the same thing twice. Ask for the series to be sent again.',
  'file/missing-uids':
    'The file lacks the identifiers that tie it to a study and series. Ask for it to be exported again.',
  'file/no-image-size':
    'The header does not say how large its picture is. Ask for the series to be sent again.',
  'file/no-pixel-format':
    'The header does not say how its pixels are stored. Ask for the series to be sent again.',
  'file/too-deep':
    'The header is nested more deeply than any real one. Do not trust the source of this file.',
  'file/too-many-elements':
    'The header has more elements than any real one. Do not trust the source of this file.',
  'file/header-too-long': 'The header is longer than any real one. Do not trust the source of this file.',
  'file/too-large': 'The file is larger than 4 GiB. Export the series in smaller parts.',
  'file/image-too-large':
    'The picture claims more than 8192 rows or columns. Do not trust the source of this file.',
  'file/too-many-frames': 'The file claims more than 20,000 frames. Export the series in smaller parts.',
  'file/damaged-deflate': 'The compressed part of the file is damaged. Copy it again from where it came.',
  'file/inflates-too-far':
    'The compressed part of the file is far larger than it may be. Do not trust its source.',
  'file/took-too-long': 'The file could not be read within two seconds. Ask for it to be exported again.',
  'file/reader-stopped': 'Reading the file broke off. Ask for it to be exported again.',
};

/** One plain sentence: what is wrong with the file and what to do. */
export const headerFailureSentence = ({ code }: Pick<HeaderFailure, 'code'>): string => FAILURES[code];

const digits = (value: number, places: number): string => value.toFixed(places).replace(/\.?0+$/, '');
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** One plain sentence: what is wrong with the series and what to do. */
export function problemSentence({ code, weight, instances, facts }: GeometryProblem): string {
  const number = (name: string): number => {
    const value = facts[name];
    return typeof value === 'number' ? value : Number.NaN;
  };
  const text = (name: string): string => String(facts[name] ?? 'unknown');
  const mm = (name: string): string => `${digits(number(name), 2)} mm`;
  const slices = count(instances.length, 'slice');
  const again = 'Ask for the series to be sent again.';
  switch (code) {
    case 'missing-slice':
      return `${count(number('missing'), 'slice is', 'slices are')} missing (slices are `
        + `${mm('spacingMm')} apart, the widest gap is ${mm('gapMm')}). Nothing is measured across the gap; `
        + 'use the largest intact block if one is offered, or send the series again.';
    case 'duplicate-slice':
      return `${count(number('places'), 'position holds', 'positions hold')} two or more different slices. `
        + 'Choose which to keep by sending one clean series.';
    case 'uneven-spacing':
      if ('multiple' in facts) {
        return `From one place on the slices are ${number('multiple')} times as far apart (${mm('mostMm')} `
          + `instead of ${mm('leastMm')}) and no thicker, as if slices had been left out. They are not `
          + 'resampled; use the largest intact block if one is offered, or ask for the whole series.';
      }
      return `The slices are unevenly spaced, ${mm('leastMm')} to ${mm('mostMm')}. ${weight === 'correctable'
        ? 'They can be resampled to an even grid; otherwise nothing is measured.'
        : number('mostMm') > WIDEST_GAP_RATIO * number('leastMm')
          ? 'The gaps are too wide to resample; ask for an evenly spaced series.'
          : 'They are not resampled because of what else is wrong; ask for an evenly spaced series.'}`;
    case 'mixed-orientation':
      return weight === 'note'
        ? `The series holds slices in ${number('stacks')} directions; each direction is a stack of its own.`
        : 'The slices lie in too many directions to be one volume. Ask for a series in one direction.';
    case 'mixed-size':
      return `The slices differ in size (${text('sizes')}). Ask for a series of one size.`;
    case 'mixed-spacing':
      return `The slices differ in pixel spacing (${text('spacings')}). Ask for a series of one spacing.`;
    case 'gantry-tilt':
      if (weight === 'note') {
        return `The header states a gantry tilt of ${digits(number('statedTiltDeg'), 1)}°, but the slice `
          + 'positions show none; the positions are used.';
      }
      return `The gantry was tilted by ${digits(number('tiltDeg'), 1)}°: the slices are sheared. `
        + (weight === 'correctable' ? 'They can be straightened; otherwise nothing is measured.'
          : 'Ask for a series without tilt.');
    case 'shifted-slices':
      return `Slices are shifted sideways against each other by up to ${mm('mostMm')}. `
        + 'Ask for a series with one centre.';
    case 'no-pixel-spacing':
      return `The distance between pixels is missing or impossible in ${slices}. Nothing is measured in mm.`;
    case 'no-position':
      return `The position or direction in the patient is missing or impossible in ${slices}. `
        + 'Nothing is measured.';
    case 'too-few-slices':
      return `${number('slices') === 1 ? 'There is' : 'There are'} only ${count(number('slices'), 'slice')}: `
        + 'too few for a volume. Import the whole series.';
    case 'unsupported-transfer-syntax':
      return `The pixels are compressed as ${text('name')}, which cannot be read here. `
        + 'Ask for an uncompressed or JPEG 2000 export.';
    case 'truncated-pixels':
      return `The pixel data of ${slices} are cut short. Copy the series again from where it came.`;
    case 'unreadable-slice':
      return weight === 'note'
        ? 'A file beside these slices could not be read when they were read, and does not say whose it is: '
          + 'slices may be missing at the ends. Compare their number with what the scanner sent.'
        : `${count(instances.length, 'file')} of this series could not be read: slices are missing, at an end `
          + 'perhaps, where no gap shows it. Use the largest intact block or copy the series again.';
    case 'malformed-pixels': return `The pixel data of ${slices} are damaged. ${again}`;
    case 'mixed-frame-of-reference':
      return weight === 'note'
        ? 'Every slice names a frame of reference of its own, as de-identified copies do; the positions are '
          + 'used.'
        : `The slices belong to ${number('frames')} frames of reference: the patient moved or was scanned `
          + 'anew between them. Ask for one series each.';
    case 'mixed-patient':
      return `The series holds slices of ${number('patients')} patients. It is not used; check where it `
        + 'came from.';
    case 'mixed-rescale': return `Some slices state how their values become HU and some do not. ${again}`;
    case 'implausible-rescale':
      return `How the values become HU is unreadable or impossible in ${slices}. ${again}`;
    case 'no-rescale':
      return 'The header does not say how the values become HU: they are shown as stored, and HU tools '
        + 'are off.';
    case 'not-hu': return `The values are not HU but ${text('type')}: HU tools are off.`;
    case 'unsupported-photometric':
      return `The pictures are ${text('photometric')}, not the grey values of a scanner. `
        + 'They are not measured.';
    case 'unsupported-pixel-format':
      return `The pixels take ${text('bits')} bits, which cannot be read here. They are not measured.`;
    case 'lossy':
      return 'The pictures were compressed with loss: fine detail and HU may differ from what the scanner '
        + 'measured.';
    case 'uid-clash':
      return `${count(instances.length, 'identifier is', 'identifiers are')} used by two different pictures. `
        + 'The series is not used; ask for it to be sent again.';
    case 'mixed-pixel-format':
      return 'The slices store their pixels in different ways; each is read by its own.';
    case 'mixed-kernel':
      return `The slices were made with different kernels (${text('kernels')}): HU and edges differ `
        + 'between them.';
    case 'mixed-phase':
      return weight === 'note' ? `The slices come from different cardiac phases (${text('phases')}).`
        : `Slices of different cardiac phases (${text('phases')}) lie between each other. Nothing is measured; `
          + 'ask for one series for each phase.';
    case 'volume-too-large':
      return 'The volume would take more than 4 GiB. Ask for a smaller field or thicker slices.';
    default: return assertNever(code);
  }
}

/**
 * Angles in operators' words: "LAO 30 CRA 25"; "AP" where both are zero. Whole degrees.
 * An angle that the header does not state is left out; null where it states neither.
 */
export function angleWords(primary: number | null, secondary: number | null): string | null {
  if (primary === null && secondary === null) return null;
  const part = (angle: number | null, plus: string, minus: string): readonly string[] => {
    const whole = Math.round(angle ?? 0);
    return whole === 0 ? [] : [`${whole > 0 ? plus : minus} ${Math.abs(whole)}`];
  };
  const words = [...part(primary, 'LAO', 'RAO'), ...part(secondary, 'CRA', 'CAU')];
  return words.length === 0 ? 'AP' : words.join(' ');
}
