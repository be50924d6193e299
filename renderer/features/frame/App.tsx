import { CONTRACT_VERSION } from '../../../core/contract/contract.ts';
import { useAnswer } from '../../api/useHost.ts';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { StartPage } from '../start/StartPage.tsx';
import { Frame } from './Frame.tsx';

/** Fullmoon: who is working first, then the stations. */
export function App() {
  const about = useAnswer('shell.about', {});
  const operators = useAnswer('operators.list', {});
  if (about === undefined || operators === undefined) return null;
  if (!about.ok) return <Refused words={failureWords(about.failure)} />;
  if (!operators.ok) return <Refused words={failureWords(operators.failure)} />;
  if (about.value.contractVersion !== CONTRACT_VERSION) {
    return <Refused words={failureWords({ code: 'carriage/refused', why: 'version' })} />;
  }
  const { current, operators: known } = operators.value;
  // A library that cannot be written has no author to ask for: it is only looked at.
  return current === null && !about.value.isReadOnly ? (
    <StartPage operators={known} version={about.value.version} />
  ) : (
    <Frame about={about.value} operator={known.find(({ id }) => id === current)?.name ?? null} />
  );
}

const Refused = ({ words }: { readonly words: string }) => (
  <main className="start">
    <div className="start-card">
      <h1>Fullmoon</h1>
      <Notice tone="refused">{words}</Notice>
    </div>
  </main>
);
