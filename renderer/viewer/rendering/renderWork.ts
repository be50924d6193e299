import type { PointLps } from '../../../core/geometry/frame.ts';
import { bricksOf, visibleBricks } from '../../../core/rendering/bricks.ts';
import { heartRegion, keepHeart } from '../../../core/rendering/heart.ts';
import { pickedPoint } from '../../../core/rendering/pick.ts';
import { renderedRows, type RenderVolume } from '../../../core/rendering/rayCast.ts';
import { reducing } from '../../../core/rendering/reduced.ts';
import { transferTable, type RenderPreset } from '../../../core/rendering/transfer.ts';
import type { FromWorker, PickWanted, Prepared, RowsWanted, ToWorker, Voxels } from './renderMessages.ts';

/** A volume under a preset: what its table is, and where it shows anything. */
interface Ready { readonly volume: RenderVolume; readonly table: Float32Array; readonly visible: Uint8Array }

/** A worker's work: it holds what it renders, and answers one question after the other, in steps. */
export function createRenderWork(): (question: ToWorker) => Generator<undefined, FromWorker> {
  let volumes: { readonly all: RenderVolume; readonly heart: RenderVolume | null; readonly bloodHu: number | null } | null = null;
  const ready = new Map<RenderPreset, Ready>();

  function take({ all, heart, bloodHu }: Prepared): void {
    ready.clear();
    volumes = { all: withBricks(all), heart: heart === null ? null : withBricks(heart), bloodHu };
  }

  function under(preset: RenderPreset): Ready | null {
    const known = ready.get(preset);
    if (known !== undefined || volumes === null) return known ?? null;
    const volume = preset === 'bone' ? volumes.all : volumes.heart ?? volumes.all;
    const table = transferTable(preset, volumes.bloodHu);
    const made = { volume, table, visible: visibleBricks(volume.bricks, table) };
    ready.set(preset, made);
    return made;
  }

  function rows({ view, preset, cuts, stepMm, from, to }: RowsWanted): Uint8ClampedArray<ArrayBuffer> {
    const made = under(preset);
    return made === null ? new Uint8ClampedArray(4 * view.size[0] * (to - from))
      : renderedRows({ ...made, view, cuts, stepMm }, from, to);
  }

  function pick({ preset, pixel, ...seen }: PickWanted): PointLps | null {
    const made = under(preset);
    return made === null ? null : pickedPoint({ ...made, ...seen }, pixel);
  }

  return function* answering(question) {
    switch (question.ask) {
      case 'prepare': {
        const prepared = yield* preparing(question);
        take(prepared);
        return { tell: 'prepared', prepared };
      }
      case 'take':
        take(question.prepared);
        return { tell: 'taken' };
      case 'pick': return { tell: 'picked', at: pick(question.wanted) };
      default:
        return { tell: 'rows', pixels: rows(question.wanted) };
    }
  };
}

const withBricks = ({ grid, voxels }: Voxels): RenderVolume => ({ grid, voxels, bricks: bricksOf(voxels, grid.dims) });

function* preparing({ volume, factors, isShared }: Extract<ToWorker, { readonly ask: 'prepare' }>): Generator<undefined, Prepared> {
  // Where other workers can read them, too, from the start: a copy made later leaves the first in the memory of a worker that rests.
  const memory = (bytes: number): ArrayBufferLike => (isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  const all = yield* reducing(volume, factors, memory);
  const region = heartRegion(all);
  yield;
  if (region === null) return { all, heart: null, bloodHu: null };
  const heart = { grid: all.grid, voxels: new Int16Array(memory(all.voxels.byteLength)) };
  heart.voxels.set(all.voxels);
  keepHeart(heart, region);
  yield;
  return { all, heart, bloodHu: region.bloodHu };
}
