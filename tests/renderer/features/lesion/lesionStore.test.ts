import { beforeEach, expect, test } from 'vitest';
import { answerFact, closeAnswer, explainRule, light, lookAtPhase, showScore, showSet, showView, useLesionDesk } from '../../../../renderer/features/lesion/lesionStore.ts';

beforeEach(() => useLesionDesk.setState(useLesionDesk.getInitialState(), true));
const desk = useLesionDesk.getState;

test('groups of the room come forth with the procedure and fold away before it; what the operator folded stays', () => {
  expect([...desk().folded].toSorted()).toEqual(['intravascular', 'procedure']);
  useLesionDesk.setState({ folded: new Set([...desk().folded, 'patient']) });
  lookAtPhase('tracking');
  expect([desk().phase, ...desk().folded]).toEqual(['tracking', 'patient']);
  lookAtPhase('planning');
  expect([...desk().folded].toSorted()).toEqual(['intravascular', 'patient', 'procedure']);
});

test('another part of the strategy takes the place of a score in detail, which shows its own set', () => {
  showScore('j-cto-ct');
  expect([desk().score, desk().set]).toEqual(['j-cto-ct', 'further']);
  showView('boards');
  expect([desk().score, desk().view]).toEqual([null, 'boards']);
});

test('what goes from under the pointer lights nothing any more', () => {
  for (const go of [() => showSet('further'), () => showScore('kcct'), () => showScore(null), () => showView('tools'), () => explainRule('S002')]) {
    light(['stump']);
    go();
    expect(desk().lit).toEqual([]);
  }
});

test('an answer that is left open stays open no longer than the station is there; its fact stays chosen', () => {
  answerFact('collaterals.rentrop');
  closeAnswer();
  expect([desk().selected, desk().editing]).toEqual(['collaterals.rentrop', null]);
});
