import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Font } from '@react-pdf/renderer';

/** The packaged families, the script of most texts first; Japanese is in the Chinese one. */
const PACKAGES = ['noto-sans', 'noto-sans-sc', 'noto-sans-kr'] as const;
const WEIGHTS = [400, 700] as const;
/** Stands where a character is in none of the fonts. */
const MISSING = '\uFFFD';

/** A part of a family, in files of its own. `claims`: the characters that it may have. */
interface Part {
  readonly family: string;
  readonly files: readonly string[];
  readonly claims: readonly (readonly [number, number])[];
}
interface OpenFont {
  readonly postscriptName: string;
  hasGlyphForCodePoint(code: number): boolean;
}

/** Fonts of a print. */
export interface PrintFonts {
  /** In the order in which each character looks for its own. */
  readonly families: readonly string[];
  /** How a text is written: composed, on one line, and with a mark where no font has the character. */
  readonly written: (text: string) => string;
}

/** The fonts that texts are printed with. Only files that may hold one of their characters are opened. */
export async function printFonts(texts: readonly string[]): Promise<PrintFonts> {
  const parts = PACKAGES.flatMap((name) => partsOf(name));
  const holders = new Map<string, Part>();
  for (const character of new Set(Array.from(`${texts.map((text) => composed(text)).join('')}${MISSING} `))) {
    const holder = await holderOf(character.codePointAt(0) ?? 0, parts);
    if (holder !== undefined) holders.set(character, holder);
  }
  const used = new Set(holders.values());
  return {
    families: parts.filter((part) => used.has(part)).map(({ family }) => family),
    written: (text) =>
      Array.from(composed(text), (character) => (holders.has(character) ? character : MISSING)).join(''),
  };
}

const composed = (text: string): string => text.normalize('NFC').replaceAll(/\p{Cc}+/gu, ' ');

/** The first part that has a character: some claim one that is not in their files. */
async function holderOf(code: number, parts: readonly Part[]): Promise<Part | undefined> {
  for (const part of parts) {
    if (!part.claims.some(([first, last]) => code >= first && code <= last)) continue;
    const fonts = await opened(part);
    if (fonts.every((font) => font.hasGlyphForCodePoint(code))) return part;
  }
  return undefined;
}

/**
 * The fonts of a part, each under a name of its own: the writer takes two files of one name for one font,
 * and embeds it again at every change between them.
 */
async function opened({ family, files }: Part): Promise<readonly OpenFont[]> {
  if (!Font.getRegisteredFontFamilies().includes(family))
    Font.register({ family, fonts: WEIGHTS.map((fontWeight, n) => ({ src: files[n] ?? '', fontWeight })) });
  return Promise.all(
    WEIGHTS.map(async (fontWeight) => {
      await Font.load({ fontFamily: family, fontWeight });
      const font = Font.getFont({ fontFamily: family, fontWeight }).data as unknown as OpenFont;
      Object.defineProperty(font, 'postscriptName', {
        value: `${family} ${fontWeight}`.replaceAll(' ', '-'),
      });
      return font;
    }),
  );
}

function partsOf(name: (typeof PACKAGES)[number]): readonly Part[] {
  const folder = dirname(createRequire(import.meta.url).resolve(`@fontsource/${name}/LICENSE`));
  const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Readonly<
    Record<string, string>
  >;
  return Object.entries(ranges).map(([key, codes]) => {
    // Numbered parts are "[4]" in the list and "4" in the names of files.
    const part = key.replaceAll(/[[\]]/g, '');
    return {
      family: `${name} ${part}`,
      claims: codes.split(',').map((code) => rangeOf(code)),
      files: WEIGHTS.map((weight) => join(folder, 'files', `${name}-${part}-${weight}-normal.woff`)),
    };
  });
}

/** "U+0100-02BA", "U+2116". */
function rangeOf(code: string): readonly [number, number] {
  const [first = '', last = first] = code.trim().replace('U+', '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
