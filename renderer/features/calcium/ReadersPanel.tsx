import { Button } from '@mantine/core';
import { scaleLinear } from 'd3-scale';
import type { Agreement, Differences, Kappa, LengthPair, NoAgreement } from '../../../core/lesion/agreement.ts';
import { placeWords } from '../../ui/ruler/rulerAxis.ts';
import { lengthWords } from '../../ui/ruler/rulerWords.ts';

/** Two readers: who reads now, and how far they agree on the sections that both have read. */
export function ReadersPanel({ reading, firstRead, secondRead, agreed, isReadOnly, onReading }: {
  readonly reading: 1 | 2;
  /** Sections that each has read. */
  readonly firstRead: number; readonly secondRead: number;
  readonly agreed: Agreement | NoAgreement | null; readonly isReadOnly: boolean;
  readonly onReading: (reading: 1 | 2) => void;
}) {
  return (
    <div className="readers">
      <div className="reader-choice">
        <div className="segments" role="group" aria-label="Reading">
          <button type="button" aria-pressed={reading === 1} disabled={isReadOnly} onClick={() => onReading(1)} title="The reading that counts (R)">First: {firstRead}</button>
          <button type="button" aria-pressed={reading === 2} disabled={isReadOnly} onClick={() => onReading(2)} title="Blind: nothing found or said by the first reader is seen before you confirm (R)">Second, blind: {secondRead}</button>
        </div>
      </div>
      <p className="stretch-hint">{reading === 1
        ? 'A second reader reads the same vessel without sight of this reading. It counts for agreement alone.'
        : 'Draw what you see and confirm: only then the values of the program and of the first reader are shown. Confirmed without a drawing, a section holds no calcium; where you draw arcs alone, the area is not compared.'}</p>
      {agreed === null ? null : 'why' in agreed ? <p className="stretch-hint"><b>Not compared yet.</b> {agreed.why}</p>
        : <Board agreed={agreed} />}
      {reading === 2 ? <Button variant="default" onClick={() => onReading(1)} title="Back to the reading that counts (R)">End the second reading</Button> : null}
    </div>
  );
}

function Board({ agreed }: { readonly agreed: Agreement }) {
  const { sections, arcDeg, sharePercent, peripheralSevere, fullMoon, calcifiedLength } = agreed;
  return (
    <>
      <table className="stretch-table" aria-label="Agreement of two readers">
        <thead><tr><th scope="col">{sections.length} sections of both</th><th scope="col" className="number">mean difference</th><th scope="col" className="number">95 % limits</th></tr></thead>
        <tbody>
          <DifferenceRow name="Arc" unit="°" digits={0} differences={arcDeg} />
          <DifferenceRow name="Area share" unit=" %" digits={0} differences={sharePercent} />
          <LengthRow length={calcifiedLength} />
          <KappaRow name="180° and 50 %" kappa={peripheralSevere} />
          <KappaRow name="Full moon" kappa={fullMoon} />
        </tbody>
      </table>
      {'why' in arcDeg ? null : <Plot differences={arcDeg} />}
    </>
  );
}

const DifferenceRow = ({ name, unit, digits, differences }: {
  readonly name: string; readonly unit: string; readonly digits: number; readonly differences: Differences | NoAgreement;
}) => (
  <tr>
    <th scope="row">{name}</th>
    {'why' in differences ? <td colSpan={2} className="muted">{differences.why}</td> : (
      <>
        <td className="number">{placeWords(differences.mean, digits)}{unit}</td>
        <td className="number">{placeWords(differences.limits[0], digits)} to {placeWords(differences.limits[1], digits)}{unit}</td>
      </>
    )}
  </tr>
);

const LengthRow = ({ length: { first, second, difference, read, of } }: { readonly length: LengthPair }) => (
  <tr>
    <th scope="row">Calcified length</th>
    {read === 0 ? <td colSpan={2} className="muted">No section of the occlusion is read for the area by both.</td> : (
      <>
        <td className="number">{placeWords(difference, 1)} mm</td>
        <td className="number">{first.toFixed(1)} and {lengthWords(second)}<small className="read-by-both">{read} of {of} sections read by both for area</small></td>
      </>
    )}
  </tr>
);

const KappaRow = ({ name, kappa }: { readonly name: string; readonly kappa: Kappa }) => (
  <tr>
    <th scope="row">{name}</th>
    {'why' in kappa ? <td colSpan={2} className="muted">{kappa.why}</td>
      : <><td className="number">κ {kappa.kappa.toFixed(2)}</td><td className="number">same in {kappa.agreed} of {kappa.count}</td></>}
  </tr>
);

const PLOT = { width: 320, height: 96, left: 34, bottom: 18 };

/** Differences of the arc over its mean, with the mean difference and the limits. */
function Plot({ differences: { pairs, mean, limits } }: { readonly differences: Differences }) {
  const most = Math.max(20, ...pairs.map(([a, b]) => Math.abs(a - b)), ...limits.map(Math.abs)) * 1.1;
  const x = scaleLinear([0, 360], [PLOT.left, PLOT.width - 8]);
  const y = scaleLinear([-most, most], [PLOT.height - PLOT.bottom, 4]);
  const end = PLOT.width - 8;
  return (
    <svg className="agreement-plot" viewBox={`0 0 ${PLOT.width} ${PLOT.height}`} role="img" aria-label={`Differences of the arc over its mean: mean ${mean.toFixed(0)}°, limits ${limits[0].toFixed(0)}° to ${limits[1].toFixed(0)}°`}>
      <path className="plot-zero" d={`M${PLOT.left} ${y(0)}H${end}`} />
      <path className="plot-mean" d={`M${PLOT.left} ${y(mean)}H${end}`} />
      {limits.map((limit, n) => <path key={n === 0 ? 'lower' : 'upper'} className="plot-limit" d={`M${PLOT.left} ${y(limit)}H${end}`} />)}
      <path className="plot-pairs" d={pairs.map(([a, b]) => `M${x((a + b) / 2) - 3.5} ${y(a - b)}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0`).join('')} />
      {[-most, 0, most].map((value) => <text key={value} x={PLOT.left - 5} y={y(value) + 4} textAnchor="end">{placeWords(value)}°</text>)}
      {[0, 180, 360].map((value) => <text key={value} x={x(value)} y={PLOT.height - 4} textAnchor="middle">{value}°</text>)}
    </svg>
  );
}
