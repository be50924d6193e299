import { apply, indexIjk } from '../../core/geometry/frame.ts';
import type { VesselMask } from '../../core/centreline/masked.ts';
import { bytes, type Dataset, decimals, items, numbers, text } from '../../electron/host/dicom/dataset.ts';
import { derivedUid } from '../../electron/host/dicom/derivedUid.ts';

/** What may be different about a written segmentation. */
export interface SegmentationOptions {
  readonly frameOfReferenceUid?: string;
  /** Fractional, 8 bits a pixel. */
  readonly isFractional?: boolean;
  /** Segment of each frame; 1 where it is not said. */
  readonly segmentOf?: (plane: number) => number;
  /** Planes in another order than they lie in. */
  readonly order?: (planes: readonly number[]) => readonly number[];
}

/** The mask as a DICOM SEG; planes that hold nothing are left out, as programs do. */
export function segmentationDataset({ grid, inside }: VesselMask, options: SegmentationOptions = {}): Dataset {
  const [columns, rows, slices] = grid.dims;
  const size = columns * rows;
  const held = Array.from({ length: slices }, (_, k) => k).filter((k) => inside.subarray(k * size, (k + 1) * size).includes(1));
  const planes = options.order?.(held) ?? held;
  const isFractional = options.isFractional === true;
  const pixels = new Uint8Array(isFractional ? planes.length * size : Math.ceil((planes.length * size) / 16) * 2);
  planes.forEach((k, frame) => {
    for (let n = 0; n < size; n += 1) {
      if (inside[k * size + n] !== 1) continue;
      const pixel = frame * size + n;
      if (isFractional) pixels[pixel] = 255;
      else pixels[pixel >> 3] = (pixels[pixel >> 3] ?? 0) | (1 << (pixel & 7));
    }
  });
  const at = (k: number): readonly number[] => [...apply(grid.lpsFromIjk, indexIjk(0, 0, k))];
  const axis = (n: 0 | 1): readonly number[] => [0, 4, 8].map((r) => (grid.lpsFromIjk[r + n] ?? 0) / grid.spacing[n]);
  return [
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.66.4'), text(0x00080018, 'UI', derivedUid('a segmentation')),
    text(0x00080060, 'CS', 'SEG'), text(0x0020000d, 'UI', derivedUid('study of a segmentation')),
    text(0x0020000e, 'UI', derivedUid('series of a segmentation')),
    ...(options.frameOfReferenceUid === undefined ? [] : [text(0x00200052, 'UI', options.frameOfReferenceUid)]),
    numbers(0x00280002, 'US', 1), text(0x00280004, 'CS', 'MONOCHROME2'), text(0x00280008, 'IS', String(planes.length)),
    numbers(0x00280010, 'US', rows), numbers(0x00280011, 'US', columns),
    numbers(0x00280100, 'US', isFractional ? 8 : 1), numbers(0x00280101, 'US', isFractional ? 8 : 1), numbers(0x00280102, 'US', isFractional ? 7 : 0),
    numbers(0x00280103, 'US', 0), text(0x00620001, 'CS', isFractional ? 'FRACTIONAL' : 'BINARY'),
    items(0x52009229, [[
      items(0x00209116, [[decimals(0x00200037, [...axis(0), ...axis(1)])]]),
      items(0x00289110, [[decimals(0x00280030, [grid.spacing[1], grid.spacing[0]])]]),
    ]]),
    items(0x52009230, planes.map((k) => [
      items(0x00209113, [[decimals(0x00200032, at(k))]]),
      items(0x0062000a, [[numbers(0x0062000b, 'US', options.segmentOf?.(k) ?? 1)]]),
    ])),
    bytes(0x7fe00010, isFractional ? 'OB' : 'OW', pixels),
  ];
}
