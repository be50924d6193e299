import { useView, type WorkList } from '../../state/viewStore.ts';

/** What the worklist lists: cases, or the plans of all of them. */
export const ListTabs = ({ shown }: { readonly shown: WorkList }) => {
  const { go, showPlans } = useView.getState();
  return (
    <div className="list-tabs" role="group" aria-label="What is listed">
      <button type="button" aria-pressed={shown === 'cases'} title="Cases (1)" onClick={() => go('worklist')}>
        Cases
      </button>
      <button
        type="button"
        aria-pressed={shown === 'plans'}
        title="Plans of all patients (Shift L)"
        onClick={showPlans}
      >
        Plans
      </button>
    </div>
  );
};
