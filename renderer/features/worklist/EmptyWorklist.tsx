import { useAnswer } from '../../api/useHost.ts';
import { Icon } from '../../ui/Icon.tsx';
import { phaseWords } from '../import/phaseWords.ts';

const WAYS_IN =
  'Drop the folder, the disc or the zip with a patient’s CT and angiograms anywhere on this window, or open it' +
  ' with the button. Files are copied into Fullmoon’s own library; what they were copied from is never changed.';

/** Nothing here yet: what to do, and that a demo case is on its way. */
export function EmptyWorklist({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const answer = useAnswer('jobs.list', {});
  const demo =
    answer?.ok === true
      ? answer.value.jobs.find(({ kind, state }) => kind === 'demo' && state === 'running')
      : undefined;
  return (
    <div className="nothing">
      <div className="nothing-frame">
        <Icon name="drop" />
        <h3>No case yet</h3>
        <p>{isReadOnly ? 'This library holds no case.' : WAYS_IN}</p>
        {demo === undefined ? null : (
          <p className="nothing-demo" role="status">
            A demo case is being made and appears here by itself. {phaseWords(demo)}.
          </p>
        )}
      </div>
    </div>
  );
}
