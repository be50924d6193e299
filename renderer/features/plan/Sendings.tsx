import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ArchiveId, PlanId } from '../../../core/contract/ids.ts';
import type { SendingView } from '../../../core/contract/sendings.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { useView } from '../../state/viewStore.ts';
import { localDate } from '../../ui/dateWords.ts';
import { Said, Sign } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { usePlanDesk } from './planDesk.ts';
import { sendingWords } from './sendingWords.ts';
import { useSendTargets } from './useSendTargets.ts';

/** What of a version is at archives or on its way, and the way to send it there. */
export function Sendings({ plan, version, isWithdrawn, isReadOnly }: {
  readonly plan: PlanId; readonly version: number; readonly isWithdrawn: boolean; readonly isReadOnly: boolean;
}) {
  const host = useHost();
  const [problem, setProblem] = useState<string | null>(null);
  const listed = useAnswer('sendings.list', { plan });
  const sendings = (listed?.ok === true ? listed.value.sendings : []).filter((one) => one.version === version);
  async function ask(archive: ArchiveId): Promise<void> {
    // What was pressed leaves the page.
    usePlanDesk.setState({ sending: null, wanted: `[data-version="${version}"]` });
    const reply = await host['sendings.ask']({ plan, version, archive });
    setProblem(reply.ok ? null : failureWords(reply.failure));
  }
  async function cancel(id: SendingView['id']): Promise<void> {
    const reply = await host['sendings.cancel']({ id });
    setProblem(reply.ok ? null : failureWords(reply.failure));
  }
  return (
    <>
      {sendings.length === 0 ? null : (
        <ul className="plan-sendings" aria-label={`Archives of version ${version}`}>
          {sendings.map((sending) => (
            <SendingRow
              key={sending.id} sending={sending} isWithdrawn={isWithdrawn} isReadOnly={isReadOnly}
              onAgain={(archive) => void ask(archive)} onCancel={() => void cancel(sending.id)}
            />
          ))}
        </ul>
      )}
      {problem === null ? null : <Said tone="refused">{problem}</Said>}
      {isReadOnly ? null : <SendLink plan={plan} version={version} isWithdrawn={isWithdrawn} onSend={(archive) => void ask(archive)} />}
    </>
  );
}

function SendingRow({ sending, isWithdrawn, isReadOnly, onAgain, onCancel }: {
  readonly sending: SendingView; readonly isWithdrawn: boolean; readonly isReadOnly: boolean;
  readonly onAgain: (archive: ArchiveId) => void; readonly onCancel: () => void;
}) {
  const { tone, words, reason, again, cancel } = sendingWords(sending, isWithdrawn, localDate(new Date()));
  const { id, name } = sending.archive;
  return (
    <li data-state={sending.state}>
      <span className={tone === 'warning' ? 'warn' : undefined} role="status"><Sign tone={tone} /> {words}</span>
      {reason === null ? null : <p>{reason}</p>}
      {isReadOnly || (again === null && cancel === null) ? null : (
        <span className="plan-sending-acts">
          {again === null || id === null ? null : <button type="button" className="link quiet" aria-label={`${again}: ${name}`} onClick={() => onAgain(id)}>{again}</button>}
          {cancel === null ? null : <button type="button" className="link quiet" aria-label={`${cancel}: ${name}`} onClick={onCancel}>{cancel}</button>}
        </span>
      )}
    </li>
  );
}

/** To the archives that do not have the version: at once where there is one, by a menu where there are several. */
function SendLink({ plan, version, isWithdrawn, onSend }: {
  readonly plan: PlanId; readonly version: number; readonly isWithdrawn: boolean; readonly onSend: (archive: ArchiveId) => void;
}) {
  const targets = useSendTargets(plan, version, isWithdrawn);
  const isOpen = usePlanDesk((desk) => desk.sending === version);
  if (targets === null) return null;
  const [first] = targets;
  const link = (words: string, onClick: () => void) => (
    <button type="button" className="link quiet" data-send={version} title="X: for the version shown, else the newest" onClick={onClick}>{words}</button>
  );
  if (first === undefined) return link(`Send v${version}: add an archive in the settings first`, () => useView.getState().show('settings'));
  if (!isOpen) {
    return targets.length === 1 ? link(`Send v${version} to ${first.name}`, () => onSend(first.id))
      : link(`Send v${version} to an archive`, () => usePlanDesk.setState({ sending: version }));
  }
  return (
    <div
      className="plan-send" role="group" aria-label={`Send version ${version} to`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        usePlanDesk.setState({ sending: null, wanted: `[data-send="${version}"]` });
      }}
    >
      <span>Send v{version} to</span>
      {targets.map(({ id, name }, n) => <Button key={id} size="compact-xs" variant="default" autoFocus={n === 0} onClick={() => onSend(id)}>{name}</Button>)}
      <Button size="compact-xs" variant="subtle" onClick={() => usePlanDesk.setState({ sending: null })}>Cancel</Button>
    </div>
  );
}
