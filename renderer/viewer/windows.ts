import type { Window } from './painting.ts';

/** A window with its name and key. */
export interface WindowPreset { readonly name: string; readonly key: string; readonly window: Window }

/** CT windows by key. @source reference values of coronary CT reading; the overview is ours */
export const CT_WINDOWS: readonly WindowPreset[] = [
  { name: 'Overview', key: 'F1', window: { width: 1200, level: 200 } },
  { name: 'Vessel', key: 'F2', window: { width: 800, level: 300 } },
  { name: 'Calcium', key: 'F3', window: { width: 1500, level: 500 } },
  { name: 'Lumen', key: 'F4', window: { width: 600, level: 250 } },
  { name: 'Plaque', key: 'F5', window: { width: 300, level: 40 } },
  { name: 'Fat', key: 'F6', window: { width: 250, level: -50 } },
];

/** A window changed by a drag: to the right wider, downwards darker; in proportion to what it is. */
export function draggedWindow({ width, level }: Window, dx: number, dy: number): Window {
  const step = Math.max(0.25, width / 400);
  return { width: Math.max(1, Math.round(width + dx * step)), level: Math.round(level + dy * step) };
}

/** A window that shows all samples of a picture but its outermost hundredth. */
export function windowOf(samples: Int16Array | Uint16Array | Uint8Array): Window {
  const some = Float64Array.from({ length: Math.min(samples.length, 20_000) }, (_, index) =>
    samples[Math.floor((index * samples.length) / Math.min(samples.length, 20_000))] ?? 0).sort();
  const low = some[Math.floor(some.length * 0.01)] ?? 0;
  const high = some[Math.floor(some.length * 0.99)] ?? 1;
  return { width: Math.max(1, Math.round(high - low)), level: Math.round((high + low) / 2) };
}
