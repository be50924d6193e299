import type { RulerAxis } from './rulerAxis.ts';
import type { RulerLayout } from './rulerLayout.ts';
import { fitted, spacedLabels } from './rulerText.ts';
import type { RulerMoon, RulerPlace, RulerStretch, RulerValues } from './rulerValues.ts';

/** Where a stretch lies on the axis; null where nothing of it is shown. */
export function spanOf({ stretch: [from, to] }: Pick<RulerStretch, 'stretch'>, { domain, x }: RulerAxis): readonly [number, number] | null {
  const [start, end] = [Math.max(from, domain[0]), Math.min(to, domain[1])];
  return end > start ? [x(start), x(end)] : null;
}

/** Side branches, windows, full-moon bands, stents and findings of IVUS, each where it is. */
export function RulerEvents({ id, axis, layout, values: { caps, moons, windows, branches, ivus, metal } }: {
  readonly id: string; readonly axis: RulerAxis; readonly layout: RulerLayout; readonly values: RulerValues;
}) {
  const { top, height } = layout.events;
  const taken = [
    ...caps.map(({ at }) => [axis.x(at), axis.x(at)] as const),
    ...[...windows, ...metal, ...moons.filter(({ state }) => state !== 'hidden')].map((box) => spanOf(box, axis)).filter((span) => span !== null),
  ];
  return (
    <g>
      <Places places={branches} taken={taken} axis={axis} layout={layout} mark={(x) => `M${x} ${top + height}v-7l8 -9`} name="branch" />
      <Places places={ivus} taken={taken} axis={axis} layout={layout} mark={(x) => `M${x - 5} ${top + height - 6}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0m3 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0`} name="ivus" />
      {windows.map((window) => <Box key={window.stretch[0]} at={window} axis={axis} layout={layout} name="window" />)}
      {metal.map((stent) => <Box key={stent.stretch[0]} at={stent} axis={axis} layout={layout} name="metal" />)}
      {moons.map((moon) => <Moon key={moon.stretch[0]} id={id} moon={moon} axis={axis} layout={layout} />)}
    </g>
  );
}

function Places({ places, taken, axis, layout: { events: { top } }, mark, name }: {
  readonly places: readonly RulerPlace[]; readonly axis: RulerAxis; readonly layout: RulerLayout;
  /** Where the caps' lines run, and boxes lie. */
  readonly taken: readonly (readonly [from: number, to: number])[];
  readonly mark: (x: number) => string; readonly name: string;
}) {
  const shown = places.filter(({ at }) => at >= axis.domain[0] && at <= axis.domain[1]).toSorted((a, b) => a.at - b.at);
  const labels = spacedLabels(shown.map(({ at, words }) => ({ x: axis.x(at), words })), [axis.left, axis.left + axis.width], taken);
  return shown.map(({ at, title }, n) => (
    <g key={at} className={`ruler-${name}`}>
      <title>{title}</title>
      <path d={mark(axis.x(at))} />
      {labels[n] == null ? null : <text x={labels[n].middle} y={top + 11} textAnchor="middle">{labels[n].words}</text>}
    </g>
  ));
}

function Box({ at, axis, layout: { events: { top, height } }, name }: {
  readonly at: RulerStretch; readonly axis: RulerAxis; readonly layout: RulerLayout; readonly name: string;
}) {
  const span = spanOf(at, axis);
  if (span === null) return null;
  const [from, to] = span;
  return (
    <g className={`ruler-${name}`}>
      <title>{at.title}</title>
      <rect x={from} y={top + 0.5} width={to - from} height={height - 1} />
      <Lines at={at} from={from} to={to} top={top} height={height} />
    </g>
  );
}

/** The two lines of a box, each as long as fits. */
function Lines({ at: { words, below }, from, to, top, height, size = 12 }: {
  readonly at: RulerStretch; readonly from: number; readonly to: number; readonly top: number; readonly height: number; readonly size?: number;
}) {
  const [first, second] = [fitted(words, to - from - 6, size), fitted(below, to - from - 6)];
  const middle = (from + to) / 2;
  if (second === null) return first === null ? null : <text x={middle} y={top + height / 2 + 4} textAnchor="middle" fontSize={size}>{first}</text>;
  return (
    <>
      <text x={middle} y={top + height / 2 - 3} textAnchor="middle" fontSize={size}>{first}</text>
      <text className="second" x={middle} y={top + height / 2 + 11} textAnchor="middle">{second}</text>
    </>
  );
}

/** The brightest thing of the ruler: a frame in its state, its words on the panel's ground. */
function Moon({ id, moon, axis, layout: { events: { top, height }, isSmall, share, arc } }: {
  readonly id: string; readonly moon: RulerMoon; readonly axis: RulerAxis; readonly layout: RulerLayout;
}) {
  const span = spanOf(moon, axis);
  if (span === null || moon.state === 'hidden') return null;
  const [from, to] = span;
  const inset = Math.min(6, (to - from) / 6);
  const fill = moon.state === 'automatic' || moon.state === 'changed' ? `url(#${id}-moon)` : moon.state === 'edited' ? 'var(--edited)' : 'var(--fullmoon)';
  return (
    <g className="ruler-moon">
      <title>{moon.title}</title>
      <rect x={from} y={top + 0.75} width={to - from} height={height - 1.5} fill={fill} />
      <rect className="ruler-moon-ground" x={from + inset} y={top + 3.5} width={Math.max(0, to - from - 2 * inset)} height={height - 7} />
      <Lines at={moon} from={from + inset} to={to - inset} top={top} height={height} size={isSmall ? 12 : 13} />
      <path className="ruler-moon-edge" d={`M${from} ${arc.top}V${share.top + share.height}M${to} ${arc.top}V${share.top + share.height}`} />
    </g>
  );
}
