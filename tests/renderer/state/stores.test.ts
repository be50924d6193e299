import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../core/contract/ids.ts';
import { useUndo } from '../../../renderer/state/undoStore.ts';
import { useView } from '../../../renderer/state/viewStore.ts';
import { PAGE, useWorklistStore } from '../../../renderer/features/worklist/worklistStore.ts';

const caseId = 'cas_0000000000000001' as CaseId;

describe('the view', () => {
  beforeEach(() =>
    useView.setState({ station: 'worklist', caseId: null, sheet: null, isSought: false, said: null }),
  );

  it('shows the images of a case that is opened', () => {
    useView.getState().show('settings');
    useView.getState().openCase(caseId);
    expect(useView.getState()).toMatchObject({ station: 'images', caseId, sheet: null });
  });

  it('goes back to the worklist when the open case is closed', () => {
    useView.getState().openCase(caseId);
    useView.getState().closeCase();
    expect(useView.getState()).toMatchObject({ station: 'worklist', caseId: null });
  });

  it('stays at the station of a case that is not in the library any more, without it and without what was said of it', () => {
    useView.getState().openCase(caseId);
    useView.getState().go('plan');
    useView.getState().say('Taken back: step A2');
    useView.getState().loseCase();
    expect(useView.getState()).toMatchObject({ station: 'plan', caseId: null, said: null });
  });

  it('keeps the case open while another station is in front', () => {
    useView.getState().openCase(caseId);
    useView.getState().go('worklist');
    expect(useView.getState()).toMatchObject({ station: 'worklist', caseId });
  });

  it('asks for the search field each time anew', () => {
    useView.getState().openCase(caseId);
    useView.getState().seek();
    useView.getState().seek();
    expect(useView.getState()).toMatchObject({ station: 'worklist', isSought: true });
    useView.getState().found();
    expect(useView.getState().isSought).toBe(false);
  });
});

describe('undo', () => {
  beforeEach(() => useUndo.setState({ done: [], undone: [] }));
  const stepOn = (log: string[], words: string) => ({
    words,
    undo: () => {
      log.push(`-${words}`);
    },
    redo: () => {
      log.push(`+${words}`);
    },
  });

  it('takes back in reverse order and does again in order', () => {
    const log: string[] = [];
    const { did, undo, redo } = useUndo.getState();
    did(stepOn(log, 'a'));
    did(stepOn(log, 'b'));
    expect([undo()?.words, undo()?.words, undo()]).toEqual(['b', 'a', null]);
    expect([redo()?.words, redo()?.words, redo()]).toEqual(['a', 'b', null]);
    expect(log).toEqual(['-b', '-a', '+a', '+b']);
  });

  it('forgets what was taken back once something new is done', () => {
    const { did, undo, redo } = useUndo.getState();
    did(stepOn([], 'a'));
    undo();
    did(stepOn([], 'c'));
    expect(redo()).toBeNull();
    expect(undo()?.words).toBe('c');
  });
});

describe('the way the worklist is looked at', () => {
  beforeEach(() => useWorklistStore.setState(useWorklistStore.getInitialState(), true));

  it('sorts names from A, all else from the newest and largest; a second click turns round', () => {
    const { sortBy } = useWorklistStore.getState();
    const after = (sort: Parameters<typeof sortBy>[0]) => {
      sortBy(sort);
      return useWorklistStore.getState().order;
    };
    expect([after('name'), after('name'), after('name')]).toEqual(['asc', 'desc', 'asc']);
    expect([after('size'), after('size')]).toEqual(['desc', 'asc']);
    expect(after('studyDate')).toBe('desc');
  });

  it('never asks for more rows than the contract allows', () => {
    for (let more = 0; more < 10; more += 1) useWorklistStore.getState().showMore();
    expect(useWorklistStore.getState().limit).toBe(500);
    useWorklistStore.getState().search('x');
    expect(useWorklistStore.getState().limit).toBe(PAGE);
  });

  it('forgets a removal that waits for its yes when another case is chosen', () => {
    useWorklistStore.getState().askToRemove(caseId);
    useWorklistStore.getState().choose(caseId);
    expect(useWorklistStore.getState().leaving).toBeNull();
  });
});
