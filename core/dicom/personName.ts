const component = (text: string): string => text.trim();

/** One group, "Family^Given^Middle^Prefix^Suffix", as people read it: "Family, Given Middle". */
function alphabetic(group: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group.split('^').map(component);
  const rest = [prefix, given, middle, suffix].filter((part) => part !== '').join(' ');
  return [family, rest].filter((part) => part !== '').join(', ');
}

const spaced = (group: string): string =>
  group.split('^').map(component).filter((part) => part !== '').join(' ');

/**
 * A DICOM person name as people read it: "Yamada, Tarou (山田 太郎)"; null when nothing is stated.
 * The phonetic group is used only where it stands alone.
 * @source DICOM PS3.5 6.2.1
 */
export function personName(text: string): string | null {
  const [latin = '', ideographic = '', phonetic = ''] = text.split('=');
  const first = alphabetic(latin);
  const second = spaced(ideographic);
  if (first === '' && second === '') return spaced(phonetic) === '' ? null : spaced(phonetic);
  if (first === '') return second;
  return second === '' ? first : `${first} (${second})`;
}

/**
 * A name as people read it, as DICOM writes it: "Yamada, Tarou (山田 太郎)" is "Yamada^Tarou=山田^太郎". What is read from
 * it again is the same name; which of its words were prefix or suffix is no longer known.
 * @source DICOM PS3.5 6.2.1
 */
export function dicomPersonName(text: string): string {
  const plain = text.replaceAll(/[\\^=\p{Cc}]/gu, ' ').trim();
  const [, latin = plain, ideographic = ''] = /^(.*?) \(([^()]*)\)$/.exec(plain) ?? [];
  const [family = '', ...rest] = latin.split(', ');
  const first = [family, rest.join(' ')].filter((part) => part !== '').join('^');
  return ideographic === '' ? first : `${first}=${ideographic.replace(' ', '^')}`;
}
