import type { Arc } from '../../../core/calcium/review.ts';
import { sweepOf } from '../../../core/calcium/editedArcs.ts';
import { type PointUv, pointUv } from '../../../core/geometry/plane.ts';
import type { Polygon } from '../../../core/geometry/polygon.ts';
import { RAYS } from '../../../core/section/polar.ts';
import { Hatches } from '../../ui/Hatches.tsx';
import type { RulerState } from '../../ui/ruler/rulerValues.ts';
import type { HuLaid } from '../../viewer/huLaying.ts';
import { meanRadius, type ShownSection } from './calciumModel.ts';
import { placeOf, RING, type SectionHandle } from './sectionHand.ts';
import type { SectionTool } from './calciumStore.ts';
import { rimsOf } from './rims.ts';

const on = (laid: HuLaid, [u, v]: PointUv): string => `${laid.x(u).toFixed(1)} ${laid.y(v).toFixed(1)}`;
const closed = (laid: HuLaid, outline: Polygon): string => (outline.length === 0 ? '' : `M${outline.map((point) => on(laid, point)).join('L')}Z`);
const contour = (laid: HuLaid, radii: readonly number[], centre: PointUv): string =>
  closed(laid, radii.map((radius, ray) => placeOf(centre, (ray * 360) / RAYS, radius)));

/** A part of a circle as a path; a ring is two halves. */
function arcPath(laid: HuLaid, centre: PointUv, radius: number, [from, to]: Arc): string {
  const sweep = sweepOf([from, to]);
  const r = radius / laid.view.perPixel[0];
  const steps = sweep >= 360 ? [from, from + 180, from + 360] : [from, from + sweep];
  const places = steps.map((angle) => on(laid, placeOf(centre, angle, radius)));
  const large = sweep >= 360 ? 0 : sweep > 180 ? 1 : 0;
  return places.map((place, n) => (n === 0 ? `M${place}` : `A${r.toFixed(2)} ${r.toFixed(2)} 0 ${large} 1 ${place}`)).join('');
}

/** The circle is ticked each 30°. */
const TICKS: readonly number[] = Array.from({ length: 12 }, (_, n) => 30 * n);

/** Everything drawn over a section: calcium, contours, arcs about them, and the handles of the tool in the hand. */
export function SectionMarks({ id, laid, shown, tool, angle, handles, held, stroke, lasso }: {
  readonly id: string; readonly laid: HuLaid; readonly shown: ShownSection; readonly tool: SectionTool | null;
  /** Of the straightened cut. */
  readonly angle: number;
  readonly handles: readonly SectionHandle[];
  /** The handle that is held. */
  readonly held: string | null;
  /** Where the brush is, and its radius, mm. */
  readonly stroke: { readonly at: PointUv; readonly radius: number } | null;
  /** An outline as far as it is drawn. */
  readonly lasso: Polygon;
}) {
  const { centre, wall, lumen, state, arcs, foundArcs, areas, said } = shown;
  // A draft of who reads blind is his own.
  const look = state === 'hidden' ? 'edited' : state === 'changed' ? 'automatic' : state;
  const mean = meanRadius(wall);
  const [ring, found] = [RING.held * mean, RING.found * mean];
  const [x, y] = [laid.x(centre[0]), laid.y(centre[1])];
  const hasOwnAreas = said !== null && (said.areas !== null || said.isFullMoon);
  return (
    <g className="section-marks" data-state={look}>
      <Hatches id={id} />
      <path className="section-area" d={areas.map((outline) => closed(laid, outline)).join('')} fillRule="evenodd"
        fill={look === 'automatic' && !hasOwnAreas ? `url(#${id}-calcium)` : hasOwnAreas ? 'var(--edited)' : 'var(--calcium)'} />
      <path className={hasOwnAreas ? 'section-rim own' : 'section-rim'} d={areas.flatMap(rimsOf).map((rim) => `M${rim.map((point) => on(laid, point)).join('L')}`).join('')} />
      {[['wall', wall] as const, ...(lumen === null ? [] : [['lumen', lumen] as const])].map(([which, radii]) => (
        <g key={which} className={`section-contour ${which}`} data-held={tool === which}>
          <path className="halo" d={contour(laid, radii, centre)} />
          <path d={contour(laid, radii, centre)} />
        </g>
      ))}
      <circle className="section-ring" cx={x} cy={y} r={ring / laid.view.perPixel[0]} />
      <path className="section-tick" d={TICKS.map((tick) => `M${on(laid, placeOf(centre, tick, ring * 0.965))}L${on(laid, placeOf(centre, tick, ring * 1.035))}`).join('')} />
      <Cut laid={laid} centre={centre} angle={angle} from={mean * 1.08} to={ring * 0.96} />
      <path className="section-found" d={foundArcs.map((arc) => arcPath(laid, centre, found, arc)).join('')} />
      <g className="section-arcs" data-state={look}>
        <path className="halo" d={arcs.map((arc) => arcPath(laid, centre, ring, arc)).join('')} />
        <path className="arc" d={arcs.map((arc) => arcPath(laid, centre, ring, arc)).join('')} />
        {look === 'edited' ? <path className="through" d={arcs.map((arc) => arcPath(laid, centre, ring, arc)).join('')} /> : null}
      </g>
      {tool === 'arc' ? <Spokes laid={laid} centre={centre} handles={handles} /> : null}
      <path className="section-middle" d={`M${x - 5} ${y}h10M${x} ${y - 5}v10`} />
      <text className="section-zero" x={laid.x(centre[0] + found * 1.08)} y={y - 12}>0°</text>
      {handles.map((handle) => <Handle key={handle.id} laid={laid} handle={handle} isHeld={held === handle.id} state={look} />)}
      {lasso.length === 0 ? null : <path className="section-lasso" d={`M${lasso.map((point) => on(laid, point)).join('L')}`} />}
      {stroke === null ? null : <circle className="section-brush" cx={laid.x(stroke.at[0])} cy={laid.y(stroke.at[1])} r={stroke.radius / laid.view.perPixel[0]} />}
    </g>
  );
}

/** Where the straightened picture is cut: two short marks beside the vessel, the lower side of the strip with a tip. */
function Cut({ laid, centre, angle, from, to }: { readonly laid: HuLaid; readonly centre: PointUv; readonly angle: number; readonly from: number; readonly to: number }) {
  return (
    <path className="section-cut" d={[angle, angle + 180].map((one) => `M${on(laid, placeOf(centre, one, from))}L${on(laid, placeOf(centre, one, to))}`).join('')} />
  );
}

const Spokes = ({ laid, centre, handles }: { readonly laid: HuLaid; readonly centre: PointUv; readonly handles: readonly SectionHandle[] }) => (
  <path className="section-spokes" d={handles.map(({ at }) => {
    const [u, v] = [at[0] - centre[0], at[1] - centre[1]];
    return `M${on(laid, pointUv(centre[0] + 0.1 * u, centre[1] + 0.1 * v))}L${on(laid, pointUv(centre[0] + 0.93 * u, centre[1] + 0.93 * v))}`;
  }).join('')} />
);

function Handle({ laid, handle: { at, unit }, isHeld, state }: {
  readonly laid: HuLaid; readonly handle: SectionHandle; readonly isHeld: boolean; readonly state: RulerState;
}) {
  const [x, y] = [laid.x(at[0]), laid.y(at[1])];
  return unit === '°' ? (
    <g className="section-handle arc" data-held={isHeld} data-state={state}>
      <circle cx={x} cy={y} r="8.5" /><circle className="dot" cx={x} cy={y} r="2.5" />
    </g>
  ) : <rect className="section-handle contour" data-held={isHeld} x={x - 3.5} y={y - 3.5} width="7" height="7" />;
}
