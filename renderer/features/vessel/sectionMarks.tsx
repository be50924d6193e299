import type { SectionOutline } from '../../../core/lesion/vesselFindings.ts';
import { radFromDeg, type Deg } from '../../../core/units.ts';
import type { HuLaid } from '../../viewer/huLaying.ts';

/** The closed line of radii about a centre, as it lies on the picture of a section. */
export function radiiPath({ x, y }: HuLaid, [cu, cv]: SectionOutline['centre'], radii: readonly number[]): string {
  return `M${radii.map((radius, ray) => {
    const angle = (2 * Math.PI * ray) / radii.length;
    return `${x(cu + radius * Math.cos(angle)).toFixed(1)} ${y(cv + radius * Math.sin(angle)).toFixed(1)}`;
  }).join('L')}Z`;
}

/** Runs of rays that hold calcium, each as a closed outline between its inner and outer radii. */
export function calciumPath({ x, y }: HuLaid, [cu, cv]: SectionOutline['centre'], calcium: NonNullable<SectionOutline['calcium']>): string {
  const count = calcium.length;
  const place = (ray: number, radius: number): string => {
    const angle = (2 * Math.PI * ray) / count;
    return `${x(cu + radius * Math.cos(angle)).toFixed(1)} ${y(cv + radius * Math.sin(angle)).toFixed(1)}`;
  };
  const begins = calcium.findIndex((one, ray) => one !== null && calcium[(ray + count - 1) % count] === null);
  // All around: two rings.
  if (begins < 0) return calcium[0] == null ? '' : [1, 0].map((side) => `M${calcium.map((one, ray) => place(ray, one?.[side as 0 | 1] ?? 0)).join('L')}Z`).join('');
  const runs: (readonly [ray: number, inner: number, outer: number])[][] = [];
  for (let n = 0; n < count; n += 1) {
    const ray = begins + n;
    const one = calcium[ray % count];
    if (one == null) continue;
    const isFirst = calcium[(ray + count - 1) % count] == null;
    if (isFirst) runs.push([]);
    runs.at(-1)?.push([ray, one[0], one[1]]);
  }
  return runs.map((run) => {
    // A ray stands for the half on either side of it.
    const [from, to] = [run[0], run.at(-1)];
    if (from === undefined || to === undefined) return '';
    const wide = [[from[0] - 0.5, from[1], from[2]] as const, ...run, [to[0] + 0.5, to[1], to[2]] as const];
    return `M${[...wide.map(([ray, , outer]) => place(ray, outer)), ...wide.toReversed().map(([ray, inner]) => place(ray, inner))].join('L')}Z`;
  }).join('');
}

/** Wall, lumen and calcium of a section as the engine found them. */
export const SectionOutlines = ({ laid, outline: { centre, wall, lumen, calcium } }: { readonly laid: HuLaid; readonly outline: SectionOutline }) => (
  <g className="section-outlines">
    <path className="section-wall" d={radiiPath(laid, centre, wall)} />
    {lumen === null ? null : <path className="section-lumen" d={radiiPath(laid, centre, lumen)} />}
    {calcium === null ? null : <path className="section-calcium" fillRule="evenodd" d={calciumPath(laid, centre, calcium)} />}
  </g>
);

/** The line in which the straightened view cuts the section; its round end points to the lower side of that view. */
export function AngleLine({ laid, angle }: { readonly laid: HuLaid; readonly angle: Deg }) {
  const [cx, cy] = [laid.x(0), laid.y(0)];
  const reach = Math.hypot(...laid.size);
  const [dx, dy] = [Math.cos(radFromDeg(angle)), Math.sin(radFromDeg(angle))];
  const round = Math.min(...laid.size) / 2 - 22;
  const gap = 10;
  return (
    <g className="angle-line">
      <path d={`M${cx - reach * dx} ${cy - reach * dy}L${cx - gap * dx} ${cy - gap * dy}M${cx + gap * dx} ${cy + gap * dy}L${cx + reach * dx} ${cy + reach * dy}`} />
      <circle cx={cx + round * dx} cy={cy + round * dy} r="6" />
      <path className="section-middle" d={`M${cx - 5} ${cy}h10M${cx} ${cy - 5}v10`} />
    </g>
  );
}
