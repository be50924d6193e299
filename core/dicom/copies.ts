import { grouped } from '../sequence.ts';
import type { InstanceHeader } from './header.ts';
import type { DigestOf } from './stack.ts';

/** Instances with one of each kept, and the identifiers that stand for more than one picture. */
export interface Distinct {
  readonly headers: readonly InstanceHeader[];
  readonly clashes: readonly string[];
}

/** All that a header says, but for how its pixels are coded and where in its file they lie. */
const content = ({ image, ...header }: InstanceHeader): string => JSON.stringify({
  ...header, transferSyntaxUid: null, notes: [],
  image: image === null ? null : {
    ...image, pixels: null, pixelFault: null,
    // Coders write the bits that they need; what the bits mean the digest tells.
    format: { ...image.format, bitsAllocated: null, bitsStored: null, highBit: null, isSigned: null },
  },
});

/**
 * One instance for each SOP instance UID. Copies are dropped, also those coded in another way: a lossless
 * change of the transfer syntax keeps the UID. Of copies that differ in whether their pixels can be read one
 * that can is kept. Where the same UID stands for different contents the UID is reported, because nobody can
 * say which of them is meant.
 *
 * @param digestOf - of the pixels; null where they cannot be read. Asked only of instances that say the same
 * @source DICOM PS3.3 C.12.1 (SOP Instance UID), PS3.5 8.2 (lossy compression makes another instance)
 */
export function distinctInstances(headers: readonly InstanceHeader[], digestOf: DigestOf): Distinct {
  const groups = grouped(headers, ({ sopInstanceUid }) => sopInstanceUid);
  const clashes: string[] = [];
  const kept = [...groups].flatMap(([uid, same]) => {
    if (same.length === 1) return same;
    const contents = new Set(same.map(content));
    const marked = same.map((header) => {
      const digest = contents.size === 1 ? digestOf(header) : null;
      return { header, digest, mark: JSON.stringify([digest === null, digest, header]) };
    }).toSorted((a, b) => (a.mark < b.mark ? -1 : 1));
    const pictures = new Set(marked.flatMap(({ digest }) => digest ?? []));
    if (contents.size > 1 || pictures.size > 1) clashes.push(uid);
    return marked.slice(0, 1).map(({ header }) => header);
  });
  return { headers: kept, clashes };
}
