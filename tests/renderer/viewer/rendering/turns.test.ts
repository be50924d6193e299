import { expect, it } from 'vitest';
import { inTurns } from '../../../../renderer/viewer/rendering/turns.ts';

/** Four steps, the third of which lasts longer than a turn; each is noted. */
function* steps(said: string[]): Generator<undefined, string> {
  for (const step of [1, 2, 3, 4]) {
    said.push(`${step}`);
    const end = performance.now() + (step === 3 ? 30 : 0);
    while (performance.now() < end);
    yield;
  }
  return 'done';
}

it('lets others have their turn after a long step, and comes to the end', async () => {
  const said: string[] = [];
  setTimeout(() => said.push('other'));
  expect(await inTurns(steps(said), 20)).toBe('done');
  expect(said).toEqual(['1', '2', '3', 'other', '4']);
});

it('lets others have their turn after each step where it is asked to', async () => {
  const said: string[] = [];
  setTimeout(() => said.push('other'));
  expect(await inTurns(steps(said), 0)).toBe('done');
  expect(said).toEqual(['1', 'other', '2', '3', '4']);
});

it('goes no further once it is over', async () => {
  const said: string[] = [];
  expect(await inTurns(steps(said), 0, () => said.length === 2)).toBeNull();
  expect(said).toEqual(['1', '2']);
});
