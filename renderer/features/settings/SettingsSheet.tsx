import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../core/contract/contract.ts';
import type { Settings } from '../../../core/contract/schemas.ts';
import { useAnswer } from '../../api/useHost.ts';
import { byteWords } from '../../ui/amountWords.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Notice, Sign } from '../../ui/Sign.tsx';
import { AddOperator } from './AddOperator.tsx';
import { useOperators } from './useOperators.ts';
import { useSettings } from './useSettings.ts';
import '../about/about.css';
import './settings.css';

/** What a site decides. */
export function SettingsSheet({ about, onClose }: { readonly about: Output<'shell.about'>; readonly onClose: () => void }) {
  const { settings, change, problem } = useSettings();
  return (
    <Sheet
      label="Settings" width="760px" onClose={onClose}
      foot={<><span className="second">Every change is kept at once. <kbd>Ctrl</kbd> <kbd>Z</kbd> takes it back after closing.</span><span className="gap" />
        <Button variant="default" onClick={onClose}>Close</Button></>}
    >
      <div className="settings">
        {problem === null ? null : <Notice tone="refused">{problem}</Notice>}
        {about.isReadOnly ? <Notice tone="warning">The library is open for reading only: nothing here can be changed now.</Notice> : null}
        <Operators />
        {settings === null ? null : <Choices settings={settings} change={change} />}
        <Storage dataFolder={about.dataFolder} />
      </div>
    </Sheet>
  );
}

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="settings-group"><h3>{title}</h3>{children}</section>
);

function Operators() {
  const answer = useAnswer('operators.list', {});
  const { choose, problem } = useOperators();
  if (answer?.ok !== true) return null;
  const { operators, current } = answer.value;
  return (
    <Group title="Who is working">
      <ul className="settings-operators">
        {operators.map(({ id, name, initials }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === current} onClick={() => choose(id)}>
              <span className="initials" aria-hidden="true">{initials}</span><span className="wrap">{name}</span>
              {id === current ? <span className="signed ok"><Sign tone="ok" />at work</span> : <span className="second small-text">choose</span>}
            </button>
          </li>
        ))}
      </ul>
      <AddOperator isFirst={false} onAdded={({ id }) => choose(id)} />
      {problem === null ? null : <Notice tone="refused">{problem}</Notice>}
    </Group>
  );
}

function Setting({ label, why, children }: { readonly label: string; readonly why: string; readonly children: ReactNode }) {
  return <div className="setting"><div><b>{label}</b><p>{why}</p></div><div>{children}</div></div>;
}

function Choices({ settings, change }: {
  readonly settings: Settings; readonly change: (part: Partial<Settings>, words: string) => void;
}) {
  return (
    <>
      <Group title="Images">
        <Setting label="Preferred cardiac phase" why="Preselected when a case holds several; per cent of the R-R interval.">
          <NumberInput
            aria-label="Preferred cardiac phase, per cent" w={110} min={0} max={100} step={5} suffix=" %" value={settings.preferredPhasePercent}
            clampBehavior="strict" allowDecimal={false}
            onChange={(value) => {
              if (typeof value === 'number' && value !== settings.preferredPhasePercent) {
                change({ preferredPhasePercent: value }, `preferred phase ${value} %`);
              }
            }}
          />
        </Setting>
        <Setting label="Kernel to measure in" why="Smooth keeps noise low in the lumen; sharp shows the edge of calcium.">
          <SegmentedControl
            aria-label="Kernel to measure in" value={settings.measureKernel}
            data={[{ value: 'smooth', label: 'Smooth' }, { value: 'sharp', label: 'Sharp' }]}
            onChange={(value) => change({ measureKernel: value === 'sharp' ? 'sharp' : 'smooth' }, `kernel ${value}`)}
          />
        </Setting>
        <Setting label="A CT opens as" why="Three linked planes, or the axial slices alone.">
          <SegmentedControl
            aria-label="A CT opens as" value={settings.startLayout}
            data={[{ value: 'planes', label: 'Three planes' }, { value: 'axial', label: 'Axial' }]}
            onChange={(value) => change({ startLayout: value === 'axial' ? 'axial' : 'planes' }, 'start layout')}
          />
        </Setting>
      </Group>
      <Group title="Units">
        <Setting label="CT dose" why="Dose length product as reported, or the effective dose estimated from it.">
          <SegmentedControl
            aria-label="CT dose" value={settings.doseUnit}
            data={[{ value: 'mGy cm', label: 'mGy cm' }, { value: 'mSv', label: 'mSv' }]}
            onChange={(value) => change({ doseUnit: value === 'mSv' ? 'mSv' : 'mGy cm' }, `dose in ${value}`)}
          />
        </Setting>
      </Group>
    </>
  );
}

function Storage({ dataFolder }: { readonly dataFolder: string }) {
  const answer = useAnswer('cases.list', { text: '', sort: 'opened', order: 'desc', limit: 1, offset: 0 });
  return (
    <Group title="Storage">
      <dl className="facts">
        <dt>Data folder</dt><dd className="wrap">{dataFolder}</dd>
        {answer?.ok === true ? (
          <>
            <dt>Cases</dt><dd>{answer.value.total}</dd>
            <dt>Used by them</dt><dd>{byteWords(answer.value.storageBytes)}</dd>
            <dt>Free on this disk</dt><dd>{byteWords(answer.value.freeBytes)}</dd>
          </>
        ) : null}
      </dl>
    </Group>
  );
}
