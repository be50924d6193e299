import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Sixteen letters and digits after a prefix; 82 bits that nobody can guess. */
export function newId(prefix: string): string {
  let letters = '';
  while (letters.length < 16) {
    for (const byte of randomBytes(24)) if (byte < 252 && letters.length < 16) letters += ALPHABET[byte % 36];
  }
  return `${prefix}_${letters}`;
}
