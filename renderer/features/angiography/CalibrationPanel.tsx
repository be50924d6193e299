import { Button, NumberInput } from '@mantine/core';
import { FRENCH_SIZES, outerDiameter } from '../../../core/angiography/catheter.ts';
import { DISAGREEMENT, scaleDisagreement, type MeasuredScale, type NoScale, type RunScale } from '../../../core/angiography/runScale.ts';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { Notice, Said } from '../../ui/Sign.tsx';
import { Segments } from '../images/ToolBar.tsx';
import type { CalibrationStep, CalibrationWork, Method, ObjectFacts } from './useCalibration.ts';
import type { DeskRun } from './useRunDesk.ts';

const METHODS: readonly { readonly by: Method; readonly words: string; readonly title: string }[] = [
  { by: 'catheter', words: 'Catheter', title: 'By the outer diameter of an empty shaft (K)' },
  { by: 'sphere', words: 'Sphere', title: 'By a sphere of known diameter' },
  { by: 'distance', words: 'Distance', title: 'By a known distance' },
];
const HINTS: Readonly<Record<Method, string>> = {
  catheter: 'Click twice along an empty, straight shaft near the isocentre. Full of contrast it reads too small.',
  sphere: 'Click two opposite places on the edge of the sphere.',
  distance: 'Click both ends of the known distance. Foreshortened, it reads too small.',
};

/** What a millimetre in the run in front rests on, and how to find it out. */
export function CalibrationPanel({ run, work }: { readonly run: DeskRun | undefined; readonly work: CalibrationWork }) {
  if (run === undefined) return null;
  const { step, refused } = work;
  return (
    <section className="panel" aria-label="Calibration">
      <div className="panel-head">
        <h2>Calibration</h2><span className="gap" />
        {step.kind === 'idle' && run.note?.calibration != null
          ? <button type="button" className="link" onClick={work.remove}>Remove</button> : null}
      </div>
      <div className="angio-part">
        {step.kind === 'idle' ? <Scale run={run} /> : <Working step={step} work={work} />}
        <Disagreement run={run} measured={step.kind === 'idle' ? run.note?.calibration ?? null : step.kind === 'measured' ? step.measured : null} />
        {refused === null ? null : <Notice tone="refused">{refused}</Notice>}
        {step.kind !== 'idle' ? null : (
          <div className="row">
            {METHODS.map(({ by, words, title }) => (
              <Button key={by} variant="default" disabled={run.opened.samplesPerPixel === 3} title={title} onClick={() => work.begin(by)}>{words}</Button>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}

/** Says where a measured scale cannot be that of the header too. */
function Disagreement({ run, measured }: { readonly run: DeskRun; readonly measured: MeasuredScale | null }) {
  const share = scaleDisagreement(run.opened.details.geometry, measured);
  return share === null || share <= DISAGREEMENT ? null : (
    <Notice tone="warning">
      {Math.round(100 * share)} % away from what the header gives. Check size and kind of the object, and whether it lies near the isocentre.
    </Notice>
  );
}

function Scale({ run: { scale, note } }: { readonly run: DeskRun }) {
  const { calibration } = note ?? { calibration: null };
  return (
    <>
      <ScaleLine scale={scale} />
      {calibration === null ? null : (
        <p className="muted small-text">
          Measured by {calibration.author?.name ?? 'nobody chosen'}, {instantWords(calibration.at, localDate(new Date()))}, frame {calibration.frame + 1}
        </p>
      )}
      {scale.cautions.map((caution) => <Said key={caution} tone={scale.mmPerPixel === null ? 'warning' : 'info'}>{caution}</Said>)}
    </>
  );
}

const ScaleLine = ({ scale }: { readonly scale: RunScale | NoScale }) => (scale.mmPerPixel === null ? (
  <>
    <div className="angio-scale"><b>pixels only</b><span className="second">not calibrated</span></div>
    <p className="second small-text">Lengths are told in pixels, and only their ratios mean anything.</p>
  </>
) : (
  <div className="angio-scale"><b>{scale.mmPerPixel.toFixed(3)} mm</b><span>a pixel, {scale.beside}</span></div>
));

function Working({ step, work }: { readonly step: Exclude<CalibrationStep, { readonly kind: 'idle' }>; readonly work: CalibrationWork }) {
  const { facts } = step;
  return (
    <>
      {facts.by === 'catheter' ? <CatheterFacts facts={facts} onChange={work.change} /> : (
        <div className="angio-line">
          <span>{facts.by === 'sphere' ? 'Diameter' : 'Length'}</span>
          <Millimetres label={facts.by === 'sphere' ? 'Diameter of the sphere' : 'Known distance'} value={facts.knownMm} onChange={(knownMm) => work.change({ knownMm })} />
        </div>
      )}
      {step.kind === 'measured' ? (
        <div role="status">
          <div className="angio-scale"><b>{step.scale.mmPerPixel.toFixed(3)} mm</b><span>a pixel</span></div>
          <p className="second small-text">{step.sections}</p>
        </div>
      ) : step.problem === null ? <Said tone="info">{HINTS[facts.by]}</Said> : <Notice tone="warning">{step.problem}</Notice>}
      <div className="row">
        <Button disabled={step.kind !== 'measured'} onClick={work.use} title="Keep it for this run (Enter)">Use</Button>
        <Button variant="default" onClick={work.again} title="Pick again (Backspace)">Again</Button>
        <Button variant="default" onClick={work.cancel} title="Leave it (Esc)">Cancel</Button>
      </div>
    </>
  );
}

const CatheterFacts = ({ facts, onChange }: { readonly facts: ObjectFacts; readonly onChange: (part: Partial<ObjectFacts>) => void }) => (
  <>
    <div className="angio-line">
      <span>Size</span>
      <Segments
        label="French size" chosen={facts.french === null ? null : String(facts.french)}
        onChoose={(french) => onChange({ french: Number(french), knownMm: outerDiameter(Number(french)) })}
        options={FRENCH_SIZES.map((french) => ({ value: String(french), name: `${french} French, ${outerDiameter(french).toFixed(2)} mm by its label`, words: `${french}F` }))}
      />
    </div>
    <div className="angio-line">
      <span>Diameter</span>
      <Millimetres label="Outer diameter" value={facts.knownMm} onChange={(knownMm) => onChange({ knownMm, french: null })} />
    </div>
    <div className="angio-line">
      <span>Shaft</span>
      <Segments
        label="Kind of shaft" chosen={facts.shaft} onChoose={(shaft) => onChange({ shaft })}
        options={[
          { value: 'guiding', name: 'Guiding catheter: thin wall', words: 'Guiding' },
          { value: 'diagnostic', name: 'Diagnostic catheter: thick wall', words: 'Diagnostic' },
          { value: 'filled', name: 'Full of contrast: reads too small', words: 'Filled' },
        ]}
      />
    </div>
  </>
);

const Millimetres = ({ label, value, onChange }: { readonly label: string; readonly value: number; readonly onChange: (value: number) => void }) => (
  <NumberInput
    aria-label={label} min={0.3} max={300} step={0.01} decimalScale={3} suffix=" mm" value={Math.round(value * 1000) / 1000}
    onChange={(next) => {
      // While a number is being typed it may be none for a moment.
      if (typeof next === 'number' && next >= 0.3 && next <= 300 && Math.abs(next - value) > 5e-4) onChange(next);
    }}
  />
);
