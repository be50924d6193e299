import { useEffect, useRef, useState } from 'react';
import { stepsOf, type NamedStep } from '../../../core/plan/plan.ts';
import type { RoomHappening } from '../../../core/plan/roomLog.ts';
import { lastDone, type RoomState } from '../../../core/plan/roomState.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { useCommands } from '../../state/commands.ts';
import { ROOM_COMMANDS } from './commands.ts';
import { saidBack, timeWords } from './roomWords.ts';

/** What is entered on a sheet of its own, or the sheet of keys. */
export type RoomSheet = 'contrast' | 'kerma' | 'track' | 'phase' | 'note' | 'keys';

/** How long what was said back stands, and how long a key waits to be pressed again, ms. */
const SAID_MS = 6_000;

/** What the keys of the room do, and what was last said back. */
export interface RoomKeys {
  readonly sheet: RoomSheet | null;
  readonly isDark: boolean;
  /** Which of the key images come first. */
  readonly picturesFrom: number;
  readonly said: string | null;
  open(sheet: RoomSheet): void;
  close(): void;
  enter(happening: RoomHappening): void;
  tick(): void;
}

/** How many key images are seen at once. */
export const PICTURES_AT_ONCE = 3;

/** The keys of the room screen. Times that are set already, and the end, want their key twice. */
export function useRoomCommands(
  { content: plan, timeZone }: SealedPlan, state: RoomState, add: (happening: RoomHappening) => void,
): RoomKeys {
  const [sheet, setSheet] = useState<RoomSheet | null>(null);
  const [isDark, setDark] = useState(false);
  const [picturesFrom, setPicturesFrom] = useState(0);
  const [said, setSaid] = useState<{ readonly words: string; readonly again: 'access' | 'first-wire' | 'end' | null } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const say = (words: string, again: 'access' | 'first-wire' | 'end' | null = null): void => {
    clearTimeout(timer.current);
    setSaid({ words, again });
    timer.current = setTimeout(() => setSaid(null), SAID_MS);
  };
  const enter = (happening: RoomHappening): void => {
    setSheet(null);
    add(happening);
    const words = saidBack(happening);
    if (words !== null) say(words);
  };
  const steps = stepsOf(plan);
  const tick = (): void => {
    if (state.current === null) say('Every step is done.');
    else enter({ what: 'tick', step: state.current.step.id });
  };
  const go = (by: 1 | -1): void => {
    const at = state.current === null ? steps.length : steps.findIndex(({ step }) => step.id === state.current?.step.id);
    const to: NamedStep | undefined = steps[at + by];
    if (to !== undefined) enter({ what: 'go-to', step: to.step.id });
  };
  const undo = (): void => {
    const last = lastDone(state);
    if (last === null) say('No step is ticked.');
    else enter({ what: 'untick', step: last });
  };
  const atOnceOrTwice = (what: 'access' | 'first-wire' | 'end', key: string, words: string | null): void => {
    if (words === null || said?.again === what) enter({ what });
    else say(`${words} Press ${key} once more to set it to now.`, what);
  };
  const at = (instant: string): string => timeWords(instant, timeZone);
  useCommands(ROOM_COMMANDS, {
    done: tick, undo, previous: () => go(-1), next: () => go(1),
    access: () => atOnceOrTwice('access', 'A', state.accessAt && `Arterial access was at ${at(state.accessAt)}.`),
    firstWire: () => atOnceOrTwice('first-wire', 'W', state.firstWireAt && `The first wire was at ${at(state.firstWireAt)}.`),
    end: () => atOnceOrTwice('end', 'E', state.endedAt === null ? 'End of the procedure?' : `It ended at ${at(state.endedAt)}.`),
    contrast: () => setSheet('contrast'), kerma: () => setSheet('kerma'), track: () => setSheet('track'),
    phase: () => setSheet('phase'), note: () => setSheet('note'), keys: () => setSheet('keys'),
    pictures: () => setPicturesFrom((from) => (from + PICTURES_AT_ONCE < plan.keyImages.length ? from + PICTURES_AT_ONCE : 0)),
    dark: () => setDark((before) => !before),
  });
  return {
    sheet, isDark, picturesFrom, said: said?.words ?? null, enter, tick,
    open: setSheet, close: () => setSheet(null),
  };
}
