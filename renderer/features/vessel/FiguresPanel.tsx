import '../../ui/states.css';
import { useId, type ReactNode } from 'react';
import { lengthOf } from '../../../core/geometry/stretch.ts';
import type { Tortuosity, TortuosityGrade } from '../../../core/tree/tortuosity.ts';
import { Said } from '../../ui/Sign.tsx';
import { Unknown } from '../../ui/StateMark.tsx';
import { useVessel } from './useVessel.ts';
import { figuresWords } from './vesselStates.ts';
import { mmWords, rangeWords } from './vesselWords.ts';

/** Lengths, bend, tortuosity, references and uncertainty of the vessel, with their ranges; and what one should know. */
export function FiguresPanel() {
  const vessel = useVessel();
  const { centreline, findings, measures, facts, refusal, laid, state } = vessel;
  const heading = useId();
  if (centreline === null) return null;
  const bridged = centreline.legs.reduce((sum, leg) => sum + leg.bridged, 0);
  // Of the bridged part: where contrast shows the middle, a wide vessel is no uncertain one.
  const widest = Math.max(0, ...centreline.points.map(({ isBridged, uncertainty }) => (isBridged ? uncertainty : 0)));
  const uncertain = bridged === 0 ? 'no part is bridged' : Number.isFinite(widest) ? mmWords(widest) : 'not known yet';
  const ranges = facts?.ranges ?? {};
  const { tortuosity, proximalReference, distalReference, metal = [] } = measures ?? {};
  const warnings = measures?.warnings ?? [];
  return (
    <section className="panel figures-panel" aria-labelledby={heading} data-state={state}>
      <div className="panel-head"><h2 id={heading}>Measures</h2><small>{figuresWords(vessel)}</small></div>
      <table className="figures">
        <tbody>
          <Row of="path" name="Vessel traced" value={mmWords(centreline.length)} range={`${mmWords(bridged)} bridged`} />
          <Row {...(bridged === 0 ? {} : { of: 'path' })} name="Middle uncertain by" value={uncertain} range={bridged === 0 ? '' : 'at its widest, bridged'} />
          {measures === null ? null : (
            <>
              <Row of="figures" name="Occlusion, cap to cap" value={mmWords(measures.end - measures.start)} range={rangeOf(ranges['occlusionLengthMm.ct'])} />
              <Row of="figures" name="Bend inside" value={`${Math.round(measures.bend)}°`} range={rangeOf(ranges['bendInOcclusionDeg.ct'], 0)} />
              <Row of="figures" name="Course before" value={tortuosity == null ? <Unknown why="not judged yet" /> : GRADES[tortuosity.grade]} range={tortuosity == null ? '' : tortuosityWords(tortuosity)} />
              <Row of="figures" name="Proximal reference" value={proximalReference == null ? <Unknown why="no open lumen before the occlusion" /> : mmWords(proximalReference.diameter)} range={rangeOf(ranges.proximalReferenceMm)} />
              <Row of="figures" name="Distal reference" value={distalReference == null ? <Unknown why="no open lumen beyond the occlusion" /> : mmWords(distalReference.diameter)} range={rangeOf(ranges.distalReferenceMm)} />
              {metal.length === 0 ? null : <Row of="figures" name="Metal" value={mmWords(lengthOf(metal))} range="in no figure of calcium" />}
            </>
          )}
        </tbody>
      </table>
      {/* A path that is still on its way has no caps yet: that is no fault. */}
      {refusal === null ? null : <div className="figures-said"><Said tone={refusal.code.startsWith('caps/') ? 'info' : 'refused'}>{refusal.message}</Said></div>}
      {warnings.length === 0 && (laid?.astray.length ?? 0) === 0 ? null : (
        <div className="figures-said" role="group" aria-label="What one should know">
          {laid?.astray.map(({ id, message }) => <Said key={id} tone="warning">{message}</Said>)}
          {warnings.map(({ code, message }) => <Said key={code} tone={code === 'calcium/thickness' ? 'info' : 'warning'}>{message}</Said>)}
        </div>
      )}
      {findings === null && refusal === null && state !== 'failed' ? <p className="muted small-text figures-said">Set a point beyond the occlusion: caps, references and calcium are then measured.</p> : null}
    </section>
  );
}

/** `of`: what it is found on, which may be a draft. */
const Row = ({ name, value, range, of }: { readonly name: string; readonly value: ReactNode; readonly range: string; readonly of?: 'path' | 'figures' }) => (
  <tr><th scope="row">{name}</th><td className={of === undefined ? 'number' : `number of-${of}`}><b>{value}</b></td><td>{range}</td></tr>
);

const rangeOf = (range: readonly [number, number] | null | undefined, digits = 1): string => (range == null ? '' : rangeWords(range, digits));

const GRADES: Readonly<Record<TortuosityGrade, string>> = { none: 'straight', mild: 'mildly winding', moderate: 'moderately winding', severe: 'severely winding' };
const tortuosityWords = ({ over70, over90 }: Pick<Tortuosity, 'over70' | 'over90'>): string =>
  (over70 === 0 ? 'no bend over 70°' : `${over70} over 70°${over90 === 0 ? '' : `, ${over90} over 90°`}`);

