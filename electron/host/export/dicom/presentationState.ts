import { dicomPersonName } from '../../../../core/dicom/personName.ts';
import type { FrameMark, KeyFrame, KeyImage } from '../../../../core/plan/plan.ts';
import type { PointPixel } from '../../../../core/geometry/plane.ts';
import { decimals, items, numbers, text, withElements, type Dataset, type Element } from '../../dicom/dataset.ts';
import type { SourceFrame } from '../planSources.ts';
import { planModules, planUid, seriesReferences, signedAt, standingWord, type WrittenPlan } from './planStudy.ts';

/** Grayscale Softcopy Presentation State Storage. @source DICOM PS3.4 B.5 */
export const PRESENTATION_STATE = '1.2.840.10008.5.1.4.1.1.11.1';

const LAYER = 'MARKS';

/**
 * A key image of one frame as a presentation state: the frame itself, with window, part and marks as they were on the screen. It
 * belongs to the study of the frame.
 *
 * @param number - its place in the plan, from 1
 * @source DICOM PS3.3 A.33.1, C.10.4, C.10.5, C.10.7, C.11.8, C.11.10, C.11.11
 */
export function presentationState(sealed: WrittenPlan, image: KeyImage, frame: KeyFrame, source: SourceFrame, number: number): Dataset {
  const { date, time } = signedAt(sealed);
  const modules = planModules(sealed, {
    what: 'marks', sopClass: PRESENTATION_STATE, modality: 'PR', seriesNumber: 9005,
    seriesDescription: 'Plan marks',
  });
  return withElements(
    modules,
    text(0x00080018, 'UI', planUid(sealed, `marks/${number}`)),
    text(0x00080020, 'DA', (source.studyDate ?? '').replaceAll('-', '')),
    seriesReferences([source], 0x00081115, 0x00081140),
    text(0x00180015, 'CS', 'HEART'),
    text(0x0020000d, 'UI', source.studyUid),
    text(0x0020000e, 'UI', planUid(sealed, `marks/series/${source.studyUid}`)),
    text(0x00200013, 'IS', `${number}`),
    ...modalityLut(source),
    ...windowOf(frame),
    items(0x0070005a, [displayedArea(frame, source)]),
    ...annotations(frame.marks),
    text(0x00700080, 'CS', `KEY_IMAGE_${number}`),
    text(0x00700081, 'LO', `${standingWord(sealed)}${image.caption}`.slice(0, 64)),
    text(0x00700082, 'DA', date),
    text(0x00700083, 'TM', time),
    text(0x00700084, 'PN', dicomPersonName(sealed.author.name)),
    text(0x20500020, 'CS', frame.isInverted ? 'INVERSE' : 'IDENTITY'),
  );
}

/** The way to HU: without it a window of HU would be one of stored values. @source DICOM PS3.3 C.11.1 */
const modalityLut = ({ rescale }: SourceFrame): Dataset => (rescale === null ? [] : [
  decimals(0x00281052, [rescale.intercept]), decimals(0x00281053, [rescale.slope]), text(0x00281054, 'LO', rescale.type ?? 'HU'),
]);

const windowOf = ({ window }: KeyFrame): Dataset => (window === null ? [] : [
  items(0x00283110, [[decimals(0x00281050, [window.level]), decimals(0x00281051, [window.width])]]),
]);

/** What of the frame is shown, in whole pixels of which the first is 1. @source DICOM PS3.3 C.10.4.1 */
function displayedArea({ area: [left, top, right, bottom] }: KeyFrame, { columns, rows, pixelSpacing, detectorSpacing }: SourceFrame): Dataset {
  const within = (value: number, most: number): number => Math.max(1, Math.min(most, value));
  // Pixel n reaches from n - 0.5 to n + 0.5: every one of which something is seen.
  const first = [within(Math.floor(left + 0.5) + 1, columns), within(Math.floor(top + 0.5) + 1, rows)] as const;
  const last = [within(Math.ceil(right - 0.5) + 1, columns), within(Math.ceil(bottom - 0.5) + 1, rows)] as const;
  return [
    numbers(0x00700052, 'SL', ...first),
    numbers(0x00700053, 'SL', Math.max(first[0], last[0]), Math.max(first[1], last[1])),
    text(0x00700100, 'CS', 'SCALE TO FIT'),
    pixelSpacing === null ? text(0x00700102, 'IS', proportion(detectorSpacing)) : decimals(0x00700101, [pixelSpacing[1], pixelSpacing[0]]),
  ];
}

/** Height and width of a pixel in whole numbers. @source DICOM PS3.3 C.10.4: no spacing, where the frame has none in the patient */
function proportion(spacing: SourceFrame['detectorSpacing']): string {
  const [width, height] = (spacing ?? [1, 1]).map((mm) => Math.max(1, Math.round(mm * 10_000)));
  return width === height ? '1\\1' : `${height}\\${width}`;
}

function annotations(marks: readonly FrameMark[]): Dataset {
  if (marks.length === 0) return [];
  const words = marks.filter((mark) => mark.words !== '');
  return [
    items(0x00700001, [[
      text(0x00700002, 'CS', LAYER),
      ...(words.length === 0 ? [] : [items(0x00700008, words.map(textObject))]),
      items(0x00700009, marks.map(graphicObject)),
    ]]),
    items(0x00700060, [[text(0x00700002, 'CS', LAYER), text(0x00700062, 'IS', '1')]]),
  ];
}

/**
 * Places on the frame as presentation states count them: from the corner of the first pixel, not from its middle.
 *
 * @source DICOM PS3.3 C.10.5.1.2: the upper left corner of the frame is 0\\0
 */
const places = (points: readonly PointPixel[]): readonly number[] => points.flatMap(([column, row]) => [column + 0.5, row + 0.5]);

const GRAPHICS = { point: 'POINT', line: 'POLYLINE', circle: 'CIRCLE' } as const satisfies Readonly<Record<FrameMark['shape'], string>>;

const graphicObject = ({ shape, points }: FrameMark): Dataset => [
  text(0x00700005, 'CS', 'PIXEL'),
  numbers(0x00700020, 'US', 2),
  numbers(0x00700021, 'US', points.length),
  numbers(0x00700022, 'FL', ...places(points)),
  text(0x00700023, 'CS', GRAPHICS[shape]),
  ...filling(points),
];

/** A line that ends where it begins encloses something: that is not filled. @source DICOM PS3.3 C.10.5.1.2 */
function filling(points: readonly PointPixel[]): readonly Element[] {
  const [first, last] = [points.at(0), points.at(-1)];
  const isClosed = points.length > 2 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return isClosed ? [text(0x00700024, 'CS', 'N')] : [];
}

function textObject({ points, words }: FrameMark): Dataset {
  const [first] = points;
  return [
    text(0x00700004, 'CS', 'PIXEL'),
    text(0x00700006, 'ST', words),
    numbers(0x00700014, 'FL', ...places(first === undefined ? [] : [first])),
    text(0x00700015, 'CS', 'N'),
  ];
}
