import { Button } from '@mantine/core';
import type { PlanId } from '../../../core/contract/ids.ts';
import { useHost } from '../../api/useHost.ts';
import { Said } from '../../ui/Sign.tsx';
import { handOver, useHandOver, type HandOverChoice } from './handOver.ts';
import { focusedIfLost, PackingProgress } from './PackingProgress.tsx';
import { usePlanDesk } from './planDesk.ts';

const CHOICES: readonly { readonly id: HandOverChoice; readonly name: string; readonly does: string }[] = [
  { id: 'pdf', name: 'Printed plan', does: 'one PDF' },
  { id: 'dicom', name: 'DICOM files', does: 'a zip with DICOMDIR, for an archive or a viewer' },
  { id: 'pack', name: 'Pack', does: 'PDF, DICOM with DICOMDIR, JSON and pictures in one zip' },
  { id: 'deidentified', name: 'Pack without identity', does: 'names, numbers, days, notes and key images taken out' },
];

interface Version { readonly plan: PlanId; readonly version: number }

/** Opens and closes the hand-over of a version. */
export function HandOverLink({ version }: Pick<Version, 'version'>) {
  const isOpen = usePlanDesk((desk) => desk.handingOver === version);
  const toggle = (): void => usePlanDesk.setState({ handingOver: isOpen ? null : version });
  return <button type="button" className="link quiet" title="H: for the version shown, else the newest" aria-expanded={isOpen} onClick={toggle}>Hand over v{version}…</button>;
}

/** What is handed over of a version, and how; in place, while it is open. */
export function HandOverPanel({ plan, version }: Version) {
  return usePlanDesk((desk) => desk.handingOver === version) ? <OpenPanel plan={plan} version={version} /> : null;
}

function OpenPanel({ plan, version }: Version) {
  const host = useHost();
  const { choice, withImages, work, ended } = useHandOver();
  const close = (): void => usePlanDesk.setState({ handingOver: null });
  return (
    <form
      className="plan-hand-over" aria-label={`Hand over version ${version}`}
      onSubmit={(event) => {
        event.preventDefault();
        void handOver(host, plan, version);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <fieldset disabled={work !== null}>
        <legend>What is handed over</legend>
        {CHOICES.map(({ id, name, does }) => (
          <label key={id}>
            <input type="radio" name="hand-over" checked={choice === id} ref={choice === id ? focusedOnce : null} onChange={() => useHandOver.setState({ choice: id })} />
            <span><b>{name}</b> <small>{does}</small></span>
          </label>
        ))}
        <label data-off={choice === 'pdf'}>
          <input type="checkbox" checked={withImages && choice !== 'pdf'} disabled={choice === 'pdf'} onChange={({ target }) => useHandOver.setState({ withImages: target.checked })} />
          <span><b>With the images of the case</b> <small>CT and angiograms; the file becomes as large as the case</small></span>
        </label>
      </fieldset>
      {choice === 'deidentified' ? <p className="second">Look through it before you pass it on: no program can vouch for what people wrote.</p> : null}
      {work === null ? (
        <div className="row">
          <Button type="submit" size="compact-xs" ref={focusedIfLost}>Save</Button>
          <Button variant="default" size="compact-xs" onClick={close}>Close</Button>
        </div>
      ) : <Packing isThis={work.plan === plan && work.version === version} />}
      {ended === null || ended.plan !== plan || ended.version !== version ? null : (
        <div role="status">
          <Said tone={ended.tone}>{ended.words}</Said>
          {ended.unseen === null ? null : <p className="plan-unseen">{ended.unseen}</p>}
          {ended.leftOut.length === 0 ? null : (
            <ul className="left-out" aria-label="Not in it">{ended.leftOut.map((sentence) => <li key={sentence}>Left out: {sentence}</li>)}</ul>
          )}
        </div>
      )}
    </form>
  );
}

/** How far the pack is; another version's is waited for. */
function Packing({ isThis }: { readonly isThis: boolean }) {
  const id = useHandOver(({ work }) => work?.job);
  if (!isThis) return <p className="second" role="status">Another version is being packed; wait until it is saved.</p>;
  return id === undefined ? null : <PackingProgress id={id} before="The plan is being printed" />;
}

/** The choice gets the keyboard when the panel opens, and not again when another is taken. */
function focusedOnce(node: HTMLInputElement | null): void {
  const form = node?.form;
  if (node !== null && form !== null && form !== undefined && !form.contains(document.activeElement)) node.focus();
}
