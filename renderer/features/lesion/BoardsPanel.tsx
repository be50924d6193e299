import { Button } from '@mantine/core';
import type { FactPath, FactValue } from '../../../core/lesion/caseFacts.ts';
import { NO_POINTS, plus } from '../../../core/scores/points.ts';
import { itemOf } from '../../../core/scores/openFacts.ts';
import { BoardFact, type BoardOption } from './BoardFact.tsx';
import { capVerdict } from './capVerdict.ts';
import { IvusBoard, type FindingActions } from './IvusBoard.tsx';
import { explainRule } from './lesionStore.ts';
import { pointsWords } from './scoreLook.ts';
import { shortName } from './scoreSets.ts';
import type { Lesion } from './useLesion.ts';

/** Filling of the occluded vessel. @source scores of CTO, section on collaterals: second hand */
const RENTROP: readonly BoardOption[] = [
  { value: 0, words: '0', title: 'No filling' }, { value: 1, words: '1', title: 'Side branches only' },
  { value: 2, words: '2', title: 'Partly, of the epicardial vessel' }, { value: 3, words: '3', title: 'Wholly, of the epicardial vessel' },
];
/** Size of the channel: another axis than filling. @source scores of CTO, section on collaterals: second hand */
const WERNER: readonly BoardOption[] = [
  { value: 0, words: '0', title: 'No continuous connection is seen' }, { value: 1, words: '1', title: 'A thread-like connection' },
  { value: 2, words: '2', title: 'A connection like a side branch' },
];

type Answer = (path: FactPath, value: FactValue<FactPath> | null, note?: string) => void;

/** Small boards that set facts: collaterals, the proximal cap, and what IVUS shows along the vessel. */
export const BoardsPanel = ({ lesion, onAnswer, findings }: { readonly lesion: Lesion; readonly onAnswer: Answer; readonly findings: FindingActions }) => (
  <div className="boards">
    <CollateralBoard lesion={lesion} onAnswer={onAnswer} />
    <CapBoard lesion={lesion} onAnswer={onAnswer} />
    <IvusBoard lesion={lesion} onAnswer={onAnswer} actions={findings} />
  </div>
);

function CollateralBoard({ lesion, onAnswer }: { readonly lesion: Lesion; readonly onAnswer: Answer }) {
  return (
    <section className="panel" aria-label="Collaterals">
      <div className="panel-head"><h2>Collaterals</h2><small>the best one, on dual injection</small></div>
      <div className="board">
        <BoardFact path="collaterals.interventional" lesion={lesion} onAnswer={onAnswer} />
        <BoardFact path="collaterals.donor" lesion={lesion} onAnswer={onAnswer} />
        <BoardFact path="collaterals.kind" lesion={lesion} onAnswer={onAnswer} />
        <BoardFact path="collaterals.rentrop" lesion={lesion} onAnswer={onAnswer} options={RENTROP} />
        <BoardFact path="collaterals.wernerCc" lesion={lesion} onAnswer={onAnswer} options={WERNER} />
        <Feeds lesion={lesion} paths={['collaterals.interventional', 'collaterals.rentrop', 'collaterals.wernerCc', 'collaterals.kind', 'collaterals.donor']} />
      </div>
    </section>
  );
}

function CapBoard({ lesion, onAnswer }: { readonly lesion: Lesion; readonly onAnswer: Answer }) {
  const value = (path: FactPath) => lesion.known.get(path)?.value ?? null;
  const verdict = capVerdict({ angio: value('proximalCapSeen.angio'), ct: value('proximalCapSeen.ct'), settledBy: value('proximalCapSettledBy') });
  return (
    <section className="panel" aria-label="Proximal cap">
      <div className="panel-head"><h2>Proximal cap</h2><small>what settled it is kept with it</small></div>
      <div className="board">
        <BoardFact path="stump" lesion={lesion} onAnswer={onAnswer} />
        <BoardFact path="sideBranchAtProximalCap" lesion={lesion} onAnswer={onAnswer} />
        <BoardFact path="proximalCapSeen.angio" lesion={lesion} onAnswer={onAnswer} />
        <BoardFact path="proximalCapSeen.ct" lesion={lesion} onAnswer={onAnswer} />
        <BoardFact path="proximalCapSettledBy" lesion={lesion} onAnswer={onAnswer} />
        {verdict === null ? null : (
          <p className="board-verdict">
            From this: <b>{verdict.isAmbiguous ? 'ambiguous' : 'not ambiguous'}</b>, {verdict.because}.{' '}
            {value('proximalCapAmbiguous') === verdict.isAmbiguous ? null : (
              <Button size="compact-xs" variant="default" onClick={() => onAnswer('proximalCapAmbiguous', verdict.isAmbiguous, verdict.because)}>Take it over</Button>
            )}
          </p>
        )}
        <BoardFact path="proximalCapAmbiguous" lesion={lesion} onAnswer={onAnswer} />
        <Feeds lesion={lesion} paths={['proximalCapAmbiguous', 'stump', 'sideBranchAtProximalCap']} />
      </div>
    </section>
  );
}

/** What a board feeds: the points that scores make of its facts, and rules that wait for them. */
export function Feeds({ lesion: { scores, advice }, paths }: { readonly lesion: Lesion; readonly paths: readonly FactPath[] }) {
  const readers = scores.flatMap(({ id, name, items }) => {
    const read = items.filter((item) => itemOf(id, item.id)?.reads.some((path) => paths.includes(path)) === true).map(({ points }) => points);
    return read.length === 0 ? [] : [{ id, name: shortName(id, name), points: read.reduce(plus, NO_POINTS) }];
  });
  const waiting = advice.needs.filter(({ facts }) => facts.some((path) => paths.includes(path))).map(({ id }) => id);
  return (
    <p className="board-feeds second">
      <span>Points from it: {readers.length === 0 ? 'in no score' : readers.map(({ id, name, points }, n) => <span key={id}>{n === 0 ? '' : ', '}{name} <b>{pointsWords(points)}</b></span>)}</span>
      {waiting.length === 0 ? null : <span>. Waiting for it: {waiting.slice(0, 8).map((id, n) => <span key={id}>{n === 0 ? '' : ', '}<button type="button" className="link quiet" onClick={() => explainRule(id)}>{id}</button></span>)}{waiting.length > 8 ? ` and ${waiting.length - 8} more` : ''}</span>}
    </p>
  );
}
