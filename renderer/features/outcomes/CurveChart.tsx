import type { ObservedCurve } from '../../../core/plan/observedCurve.ts';
import { curveScale } from './curveScale.ts';
import { observedWords, publishedWords } from './outcomeWords.ts';

const [WIDTH, HEIGHT] = [400, 170];

/** What happened here by points, each share with its band, over what the paper reports; drawn at its own size. */
export function CurveChart({ curve }: { readonly curve: ObservedCurve }) {
  const { name, outcome, steps, published } = curve;
  const { x, y, ticks, labels, halfStep } = curveScale(curve, WIDTH, HEIGHT);
  const words = steps.map((step) => `${step.points} points: ${observedWords(step)}, published ${publishedWords(step.predicted)}`).join('; ');
  return (
    <svg className="outcomes-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${name}, ${outcome}. ${words}`}>
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="grid" d={`M40 ${y(tick)}H${WIDTH - 8}`} />
          <text x={36} y={y(tick) + 4} textAnchor="end">{tick} %</text>
        </g>
      ))}
      {published.map(({ least, most, low, high }) => {
        const [from, to] = [x(least) - halfStep, x(most) + halfStep];
        return low === high ? <path key={least} className="published" d={`M${from} ${y(low)}H${to}`} />
          : <rect key={least} className="published" x={from} width={to - from} y={y(high)} height={y(low) - y(high)} />;
      })}
      {steps.map(({ points, low, high, observed, isTooFew }) => (
        <g key={points}>
          <path className={isTooFew ? 'band few' : 'band'} d={`M${x(points)} ${y(low)}V${y(high)}M${x(points) - 4} ${y(low)}h8M${x(points) - 4} ${y(high)}h8`} />
          <circle className={isTooFew ? 'dot few' : 'dot'} cx={x(points)} cy={y(observed)} r={4.5} />
        </g>
      ))}
      {labels.map((points) => <text key={points} x={x(points)} y={HEIGHT - 6} textAnchor="middle">{points}</text>)}
    </svg>
  );
}
