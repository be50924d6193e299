import type { ReviewReason } from '../../../core/lesion/sectionsToReview.ts';

const WORDS: Readonly<Record<ReviewReason, string>> = {
  'maximum-arc': 'greatest arc', 'maximum-area': 'greatest area', 'full-moon-end': 'end of the full moon', 'calcium-end': 'end of calcium',
  'cap': 'cap', 'window-edge': 'edge of a window',
};

/** Why a section matters, in plain words. */
export const reasonWords = (reason: ReviewReason): string => WORDS[reason];
