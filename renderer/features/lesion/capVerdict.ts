import type { FactPath, FactValue } from '../../../core/lesion/caseFacts.ts';

/** What the pictures of a proximal cap come to, and why. */
export interface CapVerdict { readonly isAmbiguous: boolean; readonly because: string }

type Value = FactValue<FactPath> | null;

/**
 * Whether a proximal cap is ambiguous by what angiography and CT show, and by what settled it; null while neither is known.
 *
 * @source own reading: a cap is as clear as the picture that shows it best; the operator decides
 */
export function capVerdict({ angio, ct, settledBy }: { readonly angio: Value; readonly ct: Value; readonly settledBy: Value }): CapVerdict | null {
  if (angio === 'clear') return { isAmbiguous: false, because: 'clear on the angiogram' };
  if (angio === null && ct === null) return null;
  const seen = angio === 'ambiguous' ? 'ambiguous on the angiogram' : 'not yet judged on the angiogram';
  if (ct === 'clear') return { isAmbiguous: false, because: `${seen}, clear on CT` };
  if (typeof settledBy === 'string') return { isAmbiguous: false, because: `${seen}, settled by ${settledBy}` };
  return angio === 'ambiguous' ? { isAmbiguous: true, because: ct === null ? seen : `${seen}, ambiguous on CT` } : { isAmbiguous: true, because: 'ambiguous on CT' };
}
