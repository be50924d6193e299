import { err, ok, type Result } from '../../../core/result.ts';
import type { InstanceHeader, PixelFormat, XaHeader } from '../../../core/dicom/header.ts';
import type { HeaderFailure } from '../../../core/dicom/headerFailure.ts';
import type { HeaderLimits } from '../../../core/dicom/limits.ts';
import { personName } from '../../../core/dicom/personName.ts';
import { sopKind } from '../../../core/dicom/sopClasses.ts';
import { dicomTime, isoDate } from '../../../core/dicom/text.ts';
import { transferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import { tagText, type Scan } from './elementScan.ts';
import { frameHeaders, pair, positive } from './headerFrames.ts';
import { part, type HeaderMemory } from './headerMemory.ts';
import { pixelsOf } from './headerPixels.ts';
import type { HeaderSource } from './headerSource.ts';
import { GROUP_TAGS, TAGS } from './headerTags.ts';
import type { Values } from './headerValues.ts';

export type Note = InstanceHeader['notes'][number];

/** Everything a header is made from. */
export interface HeaderParts {
  readonly values: Values;
  readonly scan: Scan;
  readonly memory: HeaderMemory;
  readonly source: HeaderSource;
  readonly transferSyntaxUid: string;
  readonly deflatedFrom: number | null;
  readonly notes: readonly Note[];
  readonly limits: HeaderLimits;
}

const refuse = (code: HeaderFailure['code'], detail: string): Result<never, HeaderFailure> =>
  err({ code, detail });
/** @source DICOM PS3.5 9.1: digits and dots, at most 64 */
/** Whether a text is a UID, as far as anybody keeps to it. */
export const isUid = (text: string | null): text is string => text !== null && text.length <= 64
  && /^[0-9.]+$/.test(text);

/** What all instances of a series have in common. */
interface About {
  readonly sopClassUid: string | null;
  /** Whether class, study and series have UIDs; where not, that of study or series may be empty. */
  readonly hasUids: boolean;
  readonly patient: InstanceHeader['patient'];
  readonly study: InstanceHeader['study'];
  readonly series: InstanceHeader['series'];
  readonly imageType: readonly string[];
  readonly frameOfReferenceUid: string | null;
  readonly notes: readonly Note[];
}
const ABOUT = part<About>([
  TAGS.characterSet, TAGS.sopClass, TAGS.studyUid, TAGS.seriesUid, TAGS.patientName, TAGS.patientId,
  TAGS.birthDate,
  TAGS.sex, TAGS.studyDate, TAGS.studyTime, TAGS.studyDescription, TAGS.seriesNumber, TAGS.seriesDescription,
  TAGS.modality, TAGS.kernel, TAGS.manufacturer, TAGS.contrastAgent, TAGS.patientPosition, TAGS.gantryTilt,
  TAGS.imageType, TAGS.frameOfReference, TAGS.sharedGroups, TAGS.frameGroups,
]);

function aboutOf(values: Values): About {
  const notes: Note[] = [];
  const text = (tag: number, isName = false): string | null => {
    const found = values.decoded(tag, isName);
    if (found !== null
      && !found.isComplete) notes.push({ code: 'header/undecodable-text', detail: tagText(tag) });
    return found === null ? null : found.text;
  };
  const date = (tag: number): string | null => isoDate(values.text(tag));
  const name = text(TAGS.patientName, true);
  const sex = values.text(TAGS.sex);
  const [shared, frame] = [values.item(TAGS.sharedGroups), values.item(TAGS.frameGroups)];
  const sopClassUid = values.text(TAGS.sopClass);
  const [studyUid, seriesUid] = [values.text(TAGS.studyUid), values.text(TAGS.seriesUid)];
  return {
    sopClassUid, hasUids: isUid(sopClassUid) && isUid(studyUid) && isUid(seriesUid),
    patient: {
      name: name === null ? null : personName(name), id: text(TAGS.patientId),
      birthDate: date(TAGS.birthDate),
      sex: sex === 'F' || sex === 'M' || sex === 'O' ? sex : null,
    },
    study: {
      uid: studyUid ?? '', date: date(TAGS.studyDate), time: dicomTime(values.text(TAGS.studyTime)),
      description: text(TAGS.studyDescription),
    },
    series: {
      uid: seriesUid ?? '', number: values.integer(TAGS.seriesNumber), description: text(TAGS.seriesDescription),
      modality: values.text(TAGS.modality) ?? '',
      kernel: values.text(TAGS.kernel) ?? shared?.item(GROUP_TAGS.ctReconstruction)?.text(TAGS.kernel)
        ?? frame?.item(GROUP_TAGS.ctReconstruction)?.text(TAGS.kernel) ?? null,
      manufacturer: text(TAGS.manufacturer), contrastAgent: text(TAGS.contrastAgent),
      patientPosition: values.text(TAGS.patientPosition),
      gantryTiltDeg: values.number(TAGS.gantryTilt)
        ?? shared?.item(GROUP_TAGS.ctGeometry)?.number(TAGS.gantryTilt) ?? null,
    },
    imageType: values.texts(TAGS.imageType), frameOfReferenceUid: values.text(TAGS.frameOfReference), notes,
  };
}

/** The header of one instance, or why it has none that can be used. */
export function instanceHeader(parts: HeaderParts): Result<InstanceHeader, HeaderFailure> {
  const { values, memory, transferSyntaxUid } = parts;
  const about = memory.kept(ABOUT, () => aboutOf(values));
  const { sopClassUid } = about;
  const sopInstanceUid = values.text(TAGS.sopInstance);
  if (sopClassUid !== null && sopKind(sopClassUid, false) === 'directory') {
    return refuse('file/directory-record', 'a DICOMDIR');
  }
  // Bytes without a DICOM mark that only happen to look like a first element.
  if (sopClassUid === null && parts.notes.some(({ code }) => code === 'header/no-preamble')
    && !values.has(TAGS.rows)) {
    return refuse('file/not-dicom', 'no DICM mark, no SOP class, no picture');
  }
  if (!about.hasUids || sopClassUid === null || !isUid(sopInstanceUid)) {
    return refuse('file/missing-uids', 'SOP class, SOP instance, study or series UID');
  }
  const image = imageOf(parts, sopClassUid);
  if (!image.ok) return image;
  const { patient, study, series, imageType, frameOfReferenceUid } = about;
  return ok({
    sopInstanceUid, sopClassUid, transferSyntaxUid, patient, study, series,
    instanceNumber: values.integer(TAGS.instanceNumber), imageType, frameOfReferenceUid,
    image: image.value.image,
    notes: about.notes.length === 0 ? parts.notes : [...parts.notes, ...about.notes],
  });
}

interface Picture { readonly image: InstanceHeader['image'] }
const NO_PICTURE: Picture = { image: null };
type Window = { readonly width: number; readonly level: number } | null;
const FORMAT = part<Result<PixelFormat, HeaderFailure>>([
  TAGS.rows, TAGS.columns, TAGS.frames, TAGS.samplesPerPixel, TAGS.photometric, TAGS.planarConfiguration,
  TAGS.bitsAllocated, TAGS.bitsStored, TAGS.highBit, TAGS.pixelRepresentation, TAGS.paddingValue,
  TAGS.paddingLimit, TAGS.lossy,
]);
const WINDOW = part<Window>([TAGS.windowCentre, TAGS.windowWidth, TAGS.sharedGroups, TAGS.frameGroups]);

function imageOf(parts: HeaderParts, sopClassUid: string): Result<Picture, HeaderFailure> {
  const { values, scan, memory, limits } = parts;
  const kind = sopKind(sopClassUid, true);
  const isPicture = scan.pixelOffset >= 0 || values.has(TAGS.rows) || kind === 'ct' || kind === 'xa';
  if (!isPicture) return ok(NO_PICTURE);
  const format = memory.kept(FORMAT, () => pixelFormat(values, parts.transferSyntaxUid, limits));
  if (!format.ok) return format;
  const { pixels, fault } = pixelsOf(parts, format.value);
  return ok({
    image: {
      format: format.value, pixels, pixelFault: fault, window: memory.kept(WINDOW, () => windowOf(values)),
      frames: frameHeaders(values, memory, format.value.frames), xa: kind === 'xa' ? xaHeader(values) : null,
    },
  });
}

function windowOf(values: Values): Window {
  const [width, level] = [values.number(TAGS.windowWidth), values.number(TAGS.windowCentre)];
  return width === null || level === null || width <= 0 ? sharedWindow(values) : { width, level };
}

function sharedWindow(values: Values): Window {
  const groups = values.item(TAGS.sharedGroups)?.item(GROUP_TAGS.window)
    ?? values.item(TAGS.frameGroups)?.item(GROUP_TAGS.window) ?? null;
  const width = groups?.number(TAGS.windowWidth) ?? null;
  const level = groups?.number(TAGS.windowCentre) ?? null;
  return width === null || level === null || width <= 0 ? null : { width, level };
}

function pixelFormat(values: Values, syntaxUid: string, limits: HeaderLimits): Result<PixelFormat,
HeaderFailure> {
  const [rows, columns] = [values.unsigned(TAGS.rows), values.unsigned(TAGS.columns)];
  if (rows === null || columns === null || rows === 0 || columns === 0) {
    return refuse('file/no-image-size', 'rows or columns');
  }
  if (rows > limits.rows || columns > limits.columns) return refuse('file/image-too-large',
    `${columns} x ${rows}`);
  const frames = values.text(TAGS.frames) === null ? 1 : values.integer(TAGS.frames);
  if (frames === null || frames < 1) return refuse('file/no-image-size', 'number of frames');
  if (frames > limits.frames) return refuse('file/too-many-frames', `${frames}`);
  const [bitsAllocated, bitsStored, representation] =
    [values.unsigned(TAGS.bitsAllocated), values.unsigned(TAGS.bitsStored),
      values.unsigned(TAGS.pixelRepresentation)];
  const samplesPerPixel = values.unsigned(TAGS.samplesPerPixel) ?? 1;
  const isFormat = bitsAllocated !== null && bitsStored !== null && representation !== null
    && representation <= 1
    && (bitsAllocated === 1 || (bitsAllocated % 8 === 0 && bitsAllocated >= 8 && bitsAllocated <= 64))
    && bitsStored >= 1 && bitsStored <= bitsAllocated
      && (samplesPerPixel === 1 || samplesPerPixel === 3 || samplesPerPixel === 4);
  if (!isFormat) return refuse('file/no-pixel-format',
    `bits ${bitsStored} of ${bitsAllocated}, samples ${samplesPerPixel}`);
  const highBit = values.unsigned(TAGS.highBit) ?? bitsStored - 1;
  if (highBit < bitsStored - 1 || highBit >= bitsAllocated) return refuse('file/no-pixel-format',
    `high bit ${highBit}`);
  const isSigned = representation === 1;
  const stored = (tag: number): number | null => (isSigned ? values.signed(tag) : values.unsigned(tag));
  const padding = stored(TAGS.paddingValue);
  return ok({
    rows, columns, frames, samplesPerPixel,
    photometric: values.text(TAGS.photometric) ?? '',
    planarConfiguration: values.unsigned(TAGS.planarConfiguration) === 1 ? 1 : 0,
    bitsAllocated, bitsStored, highBit, isSigned,
    padding: padding === null ? null : { value: padding, limit: stored(TAGS.paddingLimit) },
    isLossy: values.text(TAGS.lossy) === '01' || transferSyntax(syntaxUid).loss === 'lossy',
  });
}

function xaHeader(values: Values): XaHeader {
  const shared = values.item(TAGS.sharedGroups);
  const first = values.item(TAGS.frameGroups);
  const group = (tag: number): Values | null => shared?.item(tag) ?? first?.item(tag) ?? null;
  const geometry = group(GROUP_TAGS.xrayGeometry);
  const positioner = group(GROUP_TAGS.positioner);
  const imager = values.numbers(TAGS.imagerPixelSpacing)
    ?? group(GROUP_TAGS.xrayFrameProperties)?.numbers(TAGS.imagerPixelSpacing) ?? null;
  return {
    primaryAngle: values.number(TAGS.primaryAngle) ?? positioner?.number(TAGS.primaryAngle) ?? null,
    secondaryAngle: values.number(TAGS.secondaryAngle) ?? positioner?.number(TAGS.secondaryAngle) ?? null,
    distanceSourceToDetectorMm: positive(values.number(TAGS.sourceToDetector)
      ?? geometry?.number(TAGS.sourceToDetector)),
    distanceSourceToPatientMm:
      positive(values.number(TAGS.sourceToPatient) ?? geometry?.real(GROUP_TAGS.sourceToIsocentre)),
    estimatedMagnification: positive(values.number(TAGS.magnification)),
    imagerPixelSpacing: pair(imager),
    calibrationType: values.text(TAGS.calibrationType),
    frameTimeMs: positive(values.number(TAGS.frameTime)),
    frameTimeVectorMs: values.numbers(TAGS.frameTimeVector),
    cineRate: positive(values.number(TAGS.cineRate)),
    recommendedFrameRate: positive(values.number(TAGS.recommendedFrameRate)),
    rWaveFrames: values.allUnsigned(TAGS.rWavePointer),
  };
}
