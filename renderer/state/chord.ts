/** What is printed on keys whose name in the browser is another. */
const PRINTED: Readonly<Record<string, string>> = {
  ' ': 'Space', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', PageUp: 'PgUp', PageDown: 'PgDn',
  Escape: 'Esc', '-': '−',
};

type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/**
 * A key press as it is written in a table of commands: 'R', 'Ctrl Shift Z', 'Shift ←', '?'.
 *
 * A sign that needs Shift on one keyboard and not on another is the sign alone. Command on a Mac is Ctrl.
 */
export function chordOf({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyPress): string {
  const isSign = key.length === 1 && key !== ' ' && key.toLowerCase() === key.toUpperCase();
  const name = PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [
    ...(ctrlKey || metaKey ? ['Ctrl'] : []), ...(altKey ? ['Alt'] : []), ...(shiftKey && !isSign ? ['Shift'] : []),
    name,
  ].join(' ');
}
