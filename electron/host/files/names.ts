/** Whether a name holds a character that no name on a disc has: NUL, a line end, an escape. */
export const hasControlCharacter = (text: string): boolean => Array.from(text).some(isControl);

/** The name for people: control characters made visible, and not too long. */
export const printable = (text: string): string =>
  Array.from(text.slice(0, 120), (letter) => (isControl(letter) ? '·' : letter)).join('');

const isControl = (letter: string): boolean => letter < ' ' || letter === '\x7f';
