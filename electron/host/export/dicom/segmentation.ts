import { MASK_BY } from '../../../../core/calcium/calciumMask.ts';
import { CODES } from '../../../../core/dicom/codes.ts';
import { dicomPersonName } from '../../../../core/dicom/personName.ts';
import type { VolumeRecipe } from '../../../../core/dicom/series.ts';
import { apply, indexIjk } from '../../../../core/geometry/frame.ts';
import { codeItem } from '../../dicom/codeItem.ts';
import { bytes, decimals, items, numbers, text, withElements, type Dataset } from '../../dicom/dataset.ts';
import type { SourceCalcium, SourceInstance } from '../planSources.ts';
import { instanceReference, planModules, planUid, seriesReferences, standingWord, type WrittenPlan } from './planStudy.ts';

/** Segmentation Storage. @source DICOM PS3.4 B.5 */
export const SEGMENTATION = '1.2.840.10008.5.1.4.1.1.66.4';

/** What the voxels are, and what they are not. */
const WORDS = 'Voxels at or above the calcium threshold within the vessel wall, as scanned: blur is not taken off, so they fill more than the '
  + 'measures of the plan say. Not for primary diagnosis';

/**
 * The calcium of the vessel as a segmentation on the very grid of its series; frames that hold none are left out.
 *
 * @source DICOM PS3.3 A.51, C.8.20.2, C.7.6.16, C.7.6.17
 */
export function calciumSegmentation(sealed: WrittenPlan, calcium: SourceCalcium): Dataset {
  const { recipe: { grid }, voxels } = calcium;
  const [columns, rows] = grid.dims;
  const slices = Map.groupBy(voxels, (offset) => Math.floor(offset / (columns * rows)));
  const frames = [...slices.keys()].toSorted((a, b) => a - b);
  const axis = (n: 0 | 1): readonly number[] => [0, 4, 8].map((row) => (grid.lpsFromIjk[row + n] ?? 0) / grid.spacing[n]);
  const organization = planUid(sealed, 'calcium/dimensions');
  const index = (attribute: number, group: number): Dataset => [
    text(0x00209164, 'UI', organization), numbers(0x00209165, 'AT', attribute), numbers(0x00209167, 'AT', group),
  ];
  const standing = standingWord(sealed);
  const [source] = calcium.instances.values();
  const modules = planModules(sealed, {
    what: 'calcium', sopClass: SEGMENTATION, modality: 'SEG', seriesNumber: 9004,
    seriesDescription: 'Plan calcium',
  });
  return withElements(
    modules,
    text(0x00080008, 'CS', 'DERIVED\\PRIMARY'),
    seriesReferences([...calcium.instances.values()], 0x00081115, 0x0008114a),
    text(0x00180015, 'CS', 'HEART'),
    ...(source === undefined ? [] : [text(0x0020000d, 'UI', source.studyUid), text(0x00080020, 'DA', (source.studyDate ?? '').replaceAll('-', ''))]),
    text(0x00200052, 'UI', grid.frameOfReferenceUid ?? planUid(sealed, 'calcium/frame')),
    text(0x00201040, 'LO', ''),
    items(0x00209221, [[text(0x00209164, 'UI', organization)]]),
    items(0x00209222, [index(0x0062000b, 0x0062000a), index(0x00200032, 0x00209113)]),
    numbers(0x00280002, 'US', 1),
    text(0x00280004, 'CS', 'MONOCHROME2'),
    text(0x00280008, 'IS', `${frames.length}`),
    numbers(0x00280010, 'US', rows),
    numbers(0x00280011, 'US', columns),
    numbers(0x00280100, 'US', 1),
    numbers(0x00280101, 'US', 1),
    numbers(0x00280102, 'US', 0),
    numbers(0x00280103, 'US', 0),
    text(0x00282110, 'CS', '00'),
    text(0x00620001, 'CS', 'BINARY'),
    items(0x00620002, [segmentOf(sealed, standing)]),
    text(0x00700080, 'CS', 'CALCIUM'),
    text(0x00700081, 'LO', `${standing}Calcium of the vessel`),
    text(0x00700084, 'PN', dicomPersonName(sealed.author.name)),
    items(0x52009229, [[
      items(0x00209116, [[decimals(0x00200037, [...axis(0), ...axis(1)])]]),
      items(0x00289110, [[
        decimals(0x00180050, [grid.spacing[2]]), decimals(0x00180088, [grid.spacing[2]]), decimals(0x00280030, [grid.spacing[1], grid.spacing[0]]),
      ]]),
    ]]),
    items(0x52009230, frames.map((slice, n) => [
      items(0x00089124, [derivationOf(calcium, slice)]),
      items(0x00209111, [[numbers(0x00209157, 'UL', 1, n + 1)]]),
      items(0x00209113, [[decimals(0x00200032, [...apply(grid.lpsFromIjk, indexIjk(0, 0, slice))])]]),
      items(0x0062000a, [[numbers(0x0062000b, 'US', 1)]]),
    ])),
    bytes(0x7fe00010, 'OB', packed(frames.map((slice) => slices.get(slice) ?? []), columns * rows)),
  );
}

/** The one segment. @source DICOM PS3.3 table 10-19 for the algorithm */
function segmentOf({ evidence: { lesion } }: WrittenPlan, standing: string): Dataset {
  const [name = '', version = ''] = MASK_BY.split('/');
  return [
    items(0x00082218, [codeItem(CODES.coronary)]),
    items(0x00620003, [codeItem(CODES.abnormal)]),
    numbers(0x00620004, 'US', 1),
    text(0x00620005, 'LO', `${standing}Calcified plaque`),
    text(0x00620006, 'ST', `${standing}${lesion?.name ?? 'Vessel'}. ${WORDS}`),
    items(0x00620007, [[
      items(0x0066002f, [codeItem(CODES.histogramAnalysis)]), text(0x00660031, 'LO', version), text(0x00660036, 'LO', name),
    ]]),
    text(0x00620008, 'CS', 'SEMIAUTOMATIC'),
    text(0x00620009, 'LO', [MASK_BY, ...(lesion?.algorithms ?? [])].join(' ').slice(0, 64)),
    items(0x0062000f, [codeItem(CODES.calcification)]),
  ];
}

/** From what a frame was made: its own slice, or after a correction those on either side of it. */
function derivationOf({ recipe, instances }: SourceCalcium, slice: number): Dataset {
  const sources = sourcesOf(recipe, slice).flatMap(({ sopInstanceUid, frame }) => {
    const instance = instances.get(sopInstanceUid);
    return instance === undefined ? [] : [{ instance, frame }];
  });
  const isSeveral = (uid: SourceInstance['sopInstanceUid']): boolean => recipe.slices.some(({ sopInstanceUid, frame }) => sopInstanceUid === uid && frame > 0);
  return [
    items(0x00082112, sources.map(({ instance, frame }) => [
      ...instanceReference({ ...instance, frame: isSeveral(instance.sopInstanceUid) ? frame + 1 : null }),
      items(0x0040a170, [codeItem(CODES.sourceImage)]),
    ])),
    items(0x00089215, [codeItem(CODES.segmentation)]),
  ];
}

function sourcesOf({ slices, correction, grid }: VolumeRecipe, slice: number): VolumeRecipe['slices'] {
  const own = slices[slice];
  if (correction === null) return own === undefined ? [] : [own];
  const [first] = slices;
  const at = (first?.alongNormal ?? 0) + slice * grid.spacing[2];
  const before = slices.findLast(({ alongNormal }) => alongNormal <= at);
  const after = slices.find(({ alongNormal }) => alongNormal >= at);
  return [...new Set([before, after])].filter((one) => one !== undefined);
}

/** Frames of one bit a pixel, one directly after the other, the first pixel in the lowest bit. @source DICOM PS3.5 8.1.1, annex D */
function packed(frames: readonly (readonly number[])[], size: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil((frames.length * size) / 8));
  for (const [n, offsets] of frames.entries()) {
    for (const offset of offsets) {
      const bit = n * size + (offset % size);
      bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
  }
  return bits;
}
