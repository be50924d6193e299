/** Whether a name holds a character that no name on a disc has: NUL, a line end, an escape. */
export const hasControlCharacter = (text: string): boolean => [...text].some(isControl);

/** The name for people: control characters made visible, and not too long. */
export const printable = (text: string): string =>
  [...text].slice(0, 120).map((letter) => (isControl(letter) ? '·' : letter)).join('');

const isControl = (letter: string): boolean => letter < ' ' || letter === '\x7f';
