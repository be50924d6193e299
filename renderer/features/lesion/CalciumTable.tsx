import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import { calciumTable, type CalciumRow } from '../../../core/scores/calciumTable.ts';
import { itemOf } from '../../../core/scores/openFacts.ts';
import type { ScoreId } from '../../../core/scores/score.ts';
import { Sign } from '../../ui/Sign.tsx';
import { light } from './lesionStore.ts';
import { factsRead, pointsWords } from './scoreLook.ts';
import { shortName } from './scoreSets.ts';
import { findsWords, lowerFirst } from './scoreWords.ts';
import type { Lesion } from './useLesion.ts';

/** Beside the scores of the first set, J-CTO on CT: it asks the same of CT. */
const BESIDE: Readonly<Partial<Record<ScoreId, ScoreId>>> = { 'j-cto': 'j-cto-ct' };

/** The same calcium, as each score sees it. */
export function CalciumTable({ lesion, shown, onFact }: {
  readonly lesion: Lesion; readonly shown: readonly ScoreId[]; readonly onFact: (path: FactPath) => void;
}) {
  const { scores, rows, known } = lesion;
  const ids = shown.flatMap((id) => { const beside = BESIDE[id]; return beside === undefined ? [id] : [id, beside]; });
  const table = calciumTable(scores).filter(({ score }) => ids.includes(score)).toSorted((a, b) => ids.indexOf(a.score) - ids.indexOf(b.score));
  return (
    <div className="calcium-table">
      <h3>
        The same calcium, as each score sees it
        <span className="score-legend hide-narrow" aria-hidden="true"><i className="sure" /> confirmed or stated <i className="measured" /> measured <i className="open" /> open, or within a range</span>
      </h3>
      <div className="calcium-scroll" tabIndex={0} role="group" aria-label="The same calcium, as each score sees it">
        <table>
          <thead><tr><th scope="col">Score</th><th scope="col">Question it asks</th><th scope="col">Looks at</th><th scope="col">Finds</th><th scope="col" className="number">Points</th><th scope="col">Turns if</th></tr></thead>
          <tbody>{table.map((row) => {
            const lit = row.item === null ? [] : factsRead(row.score, row.item, known);
            const turn = turnOf(row, lesion);
            const name = scores.find(({ id }) => id === row.score)?.name ?? row.score;
            const question = row.item === null ? null : itemOf(row.score, row.item)?.definition ?? null;
            return (
              <tr
                key={`${row.score} ${row.item}`} data-turns={turn !== null} onPointerEnter={() => light(lit)} onPointerLeave={() => light([])}
                onClick={() => { const [first] = lit; if (first !== undefined) onFact(first); }}
              >
                <th scope="row">{shortName(row.score, name)}</th>
                <td className={question === null ? 'muted' : ''} title={question ?? undefined}>{question ?? 'does not ask'}</td>
                <td className={row.modality === null ? 'muted' : ''}>{row.modality === 'angiography' ? 'angiogram' : row.modality ?? 'none'}</td>
                <td className={row.item === null ? 'muted' : ''}>{row.item === null ? 'none' : findsWords(row.score, row.item, rows)}</td>
                <td className="number" data-open={row.points.min !== row.points.max}>{pointsWords(row.points)}</td>
                <td className={turn === null ? 'muted' : 'warn'}>{turn === null ? noTurn(row) : <><Sign tone="warning" /> {turn}</>}</td>
              </tr>
            );
          })}</tbody>
        </table>
      </div>
    </div>
  );
}

/** What would turn the total by what this row reads: "below 95 %: total 3". */
function turnOf({ score, item }: CalciumRow, { scores, rows }: Lesion): string | null {
  const found = scores.find(({ id }) => id === score);
  const reads = item === null ? [] : itemOf(score, item)?.reads ?? [];
  const turns = found?.applicable === true ? found.sensitivity.filter(({ fact }) => reads.includes(fact)) : [];
  return turns.length === 0 ? null
    : turns.map(({ fact, turnsAt, becomes, changesCategory }) =>
      `${lowerFirst(rows.get(fact)?.name ?? fact)} ${turnsAt}: total ${pointsWords(becomes)}${changesCategory ? ', another reading' : ''}`).join('; ');
}

const noTurn = ({ item, points, flag }: CalciumRow): string =>
  (item === null ? 'a low total is no reassurance' : points.min !== points.max ? 'open until it is answered' : flag === 'not-in-source' ? 'no; answered beyond the paper' : 'no');
