import {
  bytes, type Dataset, type Element, items, numbers, text, textOf, withElements, withoutTags,
} from '../../electron/host/dicom/dataset.ts';
import { derivedUid } from '../../electron/host/dicom/derivedUid.ts';
import type { SliceFile } from './series.ts';

export const ENHANCED_CT = '1.2.840.10008.5.1.4.1.1.2.1';
export const ENHANCED_XA = '1.2.840.10008.5.1.4.1.1.12.1.1';

/** What moves from the slices' own headers into the functional groups. */
const GROUPED = [
  0x00180050, 0x00180060, 0x00181060, 0x00181210, 0x00200032, 0x00200037, 0x00201041, 0x00209241, 0x00280030,
  0x00281050, 0x00281051, 0x00281052, 0x00281053, 0x00281054, 0x00200013,
];

/**
 * The series as one enhanced multi-frame CT with the same geometry and pixels.
 *
 * @param shared - groups that are the same for all frames stand once (`shared`) or in every frame (`per frame`)
 * @source DICOM PS3.3 A.38.1, C.7.6.16
 */
export function enhancedTwin(files: readonly SliceFile[], shared: 'shared' | 'per frame'): SliceFile {
  const [first] = files;
  if (first === undefined) throw new Error('a twin needs at least one slice');
  const constant = [measures(first), orientation(first), transformation(first), window(first)];
  const perFrame = files.map((file, k): Dataset => [
    items(0x00209113, [[copied(file, 0x00200032)]]),
    items(0x00209111, [[numbers(0x00209057, 'UL', k + 1), text(0x00209056, 'SH', '1'),
      text(0x00189151, 'DT', '20261112101500.000000')]]),
    ...phase(file), ...(shared === 'per frame' ? constant : []),
  ]);
  const pixels = Buffer.concat(files.map(pixelsOf));
  return {
    name: `enhanced-${shared.replace(' ', '-')}.dcm`, transferSyntaxUid: first.transferSyntaxUid,
    dataset: withElements(withoutTags(first.dataset, ...GROUPED),
      text(0x00080016, 'UI', ENHANCED_CT), text(0x00080018, 'UI',
        derivedUid(`enhanced ${textOf(first.dataset, 0x0020000e)} ${shared}`)),
      text(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\VOLUME\\NONE'), text(0x00200013, 'IS', '1'),
      text(0x00280008, 'IS', String(files.length)),
      items(0x52009229, shared === 'shared' ? [constant] : [[]]), items(0x52009230, perFrame),
        bytes(0x7fe00010, 'OW', pixels)),
  };
}

/** The run as an enhanced XA with the same frames: its geometry in the functional groups. @source DICOM PS3.3 A.47 */
export function enhancedRun(run: SliceFile): SliceFile {
  const frames = Number(textOf(run.dataset, 0x00280008));
  const taken = [0x00181510, 0x00181511, 0x00181110, 0x00181111, 0x00181114, 0x00181164];
  const group = (...tags: readonly number[]): Dataset => tags.map((tag) => copied(run, tag));
  const groups: Dataset = [
    items(0x00189405, [group(0x00181510, 0x00181511)]),
    items(0x00189476, [group(0x00181110, 0x00181111, 0x00181114)]),
    items(0x00289443, [group(0x00181164)]),
  ];
  return {
    ...run, name: `enhanced-${run.name}`,
    dataset: withElements(withoutTags(run.dataset, ...taken),
      text(0x00080016, 'UI', ENHANCED_XA), text(0x00080018, 'UI',
        derivedUid(`enhanced ${textOf(run.dataset, 0x00080018)}`)),
      items(0x52009229, [groups]),
      items(0x52009230, Array.from({ length: frames }, (_, n): Dataset => [
        items(0x00209111, [[numbers(0x00209057, 'UL', n + 1), text(0x00209056, 'SH', '1')]])]))),
  };
}

function copied(file: SliceFile, tag: number): Element {
  return text(tag, 'DS', textOf(file.dataset, tag) ?? '');
}

const measures = (file: SliceFile): Element => items(0x00289110,
  [[copied(file, 0x00280030), copied(file, 0x00180050)]]);
const orientation = (file: SliceFile): Element => items(0x00209116, [[copied(file, 0x00200037)]]);
const transformation = (file: SliceFile): Element =>
  items(0x00289145, [[copied(file, 0x00281052), copied(file, 0x00281053), text(0x00281054, 'LO', 'HU')]]);
const window = (file: SliceFile): Element => items(0x00289132,
  [[copied(file, 0x00281050), copied(file, 0x00281051)]]);

function phase(file: SliceFile): readonly Element[] {
  const stated = file.dataset.find(({ tag }) => tag === 0x00209241);
  return stated?.kind === 'numbers' ? [items(0x00189118, [[numbers(0x00209241, 'FL',
    ...stated.value)]])] : [];
}

function pixelsOf(file: SliceFile): Uint8Array {
  const pixels = file.dataset.find(({ tag }) => tag === 0x7fe00010);
  return pixels?.kind === 'bytes' ? pixels.value : new Uint8Array();
}
