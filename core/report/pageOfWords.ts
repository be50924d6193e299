/** Paragraphs as a file of plain words that every editor shows: long lines broken between words, an empty line between two. */
export const pageOfWords = (paragraphs: readonly string[]): string =>
  `${paragraphs.map((paragraph) => wrapped(paragraph)).join('\n\n')}\n`.replaceAll('\n', '\r\n');

const WIDTH = 92;

/** Long lines broken between words. */
const wrapped = (text: string): string => text.split('\n').map((line) => {
  if (line.length <= WIDTH) return line;
  const lines: string[] = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}).join('\n');
