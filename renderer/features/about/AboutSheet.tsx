import type { Output } from '../../../core/contract/contract.ts';
import { Mark } from '../../ui/Icon.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import './about.css';

const SHELLS = { electron: 'desktop window', loopback: 'browser on this computer' } as const;

/** What Fullmoon is, what it is not, and whose work it rests on. */
export function AboutSheet({
  about,
  onClose,
}: {
  readonly about: Output<'shell.about'>;
  readonly onClose: () => void;
}) {
  return (
    <Sheet label="About Fullmoon" width="720px" onClose={onClose}>
      <div className="about">
        <Mark size={56} />
        <div className="stack">
          <h3>Fullmoon {about.version}</h3>
          <p>
            A planning workstation for percutaneous intervention in heavily calcified coronary chronic total
            occlusions.
          </p>
          <p>
            <b>Not for primary diagnosis.</b> It plans procedures from images that a physician has already
            reported. Every measurement is to be judged by the operator against the pictures it came from.
          </p>
          <p className="second">Everything stays on this computer: no request leaves it.</p>
          <dl className="named-values">
            <dt>Runs as</dt>
            <dd>
              {SHELLS[about.shell]}
              {about.isReadOnly ? ', library open for reading only' : ''}
            </dd>
            <dt>Data folder</dt>
            <dd className="wrap">{about.dataFolder}</dd>
            <dt>Licence</dt>
            <dd>Apache License 2.0</dd>
          </dl>
        </div>
      </div>
      <h3 className="notices-title">Notices of what ships with it</h3>
      <pre className="notices" tabIndex={0} aria-label="Notices">
        {about.notices}
      </pre>
    </Sheet>
  );
}
