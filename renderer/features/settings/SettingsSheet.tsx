import { Button } from '@mantine/core';
import type { Output } from '../../../core/contract/contract.ts';
import { useAnswer } from '../../api/useHost.ts';
import { byteWords } from '../../ui/amountWords.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Notice, Sign } from '../../ui/Sign.tsx';
import { ArchiveSettings } from './ArchiveSettings.tsx';
import { AddOperator } from './AddOperator.tsx';
import { SettingsChoices } from './SettingsChoices.tsx';
import { SettingsGroup } from './SettingsGroup.tsx';
import { StockSettings } from './StockSettings.tsx';
import { Thresholds } from './Thresholds.tsx';
import { useOperators } from './useOperators.ts';
import { useSettings } from './useSettings.ts';
import '../about/about.css';
import './settings.css';

/** What a site decides. */
export function SettingsSheet({
  about,
  onClose,
}: {
  readonly about: Output<'shell.about'>;
  readonly onClose: () => void;
}) {
  const { settings, change, problem } = useSettings();
  return (
    <Sheet
      label="Settings"
      width="760px"
      onClose={onClose}
      foot={
        <>
          <span className="second">
            Every change is kept at once. <kbd>Ctrl</kbd> <kbd>Z</kbd> takes it back after closing.
          </span>
          <span className="gap" />
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className="settings">
        {problem === null ? null : <Notice tone="refused">{problem}</Notice>}
        {about.isReadOnly ? (
          <Notice tone="warning">
            The library is open for reading only: nothing here can be changed now.
          </Notice>
        ) : null}
        <Operators />
        {settings === null ? null : (
          <>
            <SettingsChoices settings={settings} change={change} />
            <Thresholds settings={settings} change={change} />
          </>
        )}
        <ArchiveSettings isReadOnly={about.isReadOnly} />
        <StockSettings isReadOnly={about.isReadOnly} />
        <Storage dataFolder={about.dataFolder} />
      </div>
    </Sheet>
  );
}

function Operators() {
  const answer = useAnswer('operators.list', {});
  const { choose, problem } = useOperators();
  if (answer?.ok !== true) return null;
  const { operators, current } = answer.value;
  return (
    <SettingsGroup title="Who is working">
      <ul className="settings-operators">
        {operators.map(({ id, name, initials }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === current} onClick={() => choose(id)}>
              <span className="initials" aria-hidden="true">
                {initials}
              </span>
              <span className="wrap">{name}</span>
              {id === current ? (
                <span className="signed ok">
                  <Sign tone="ok" />
                  at work
                </span>
              ) : (
                <span className="second small-text">choose</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <AddOperator isFirst={false} onAdded={({ id }) => choose(id)} />
      {problem === null ? null : <Notice tone="refused">{problem}</Notice>}
    </SettingsGroup>
  );
}

function Storage({ dataFolder }: { readonly dataFolder: string }) {
  const answer = useAnswer('cases.list', { text: '', sort: 'opened', order: 'desc', limit: 1, offset: 0 });
  return (
    <SettingsGroup title="Storage">
      <dl className="named-values">
        <dt>Data folder</dt>
        <dd className="wrap">{dataFolder}</dd>
        {answer?.ok === true ? (
          <>
            <dt>Cases</dt>
            <dd>{answer.value.total}</dd>
            <dt>Used by them</dt>
            <dd>{byteWords(answer.value.storageBytes)}</dd>
            <dt>Free on this disk</dt>
            <dd>{byteWords(answer.value.freeBytes)}</dd>
          </>
        ) : null}
      </dl>
    </SettingsGroup>
  );
}
