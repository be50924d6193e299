import { forCases } from './cases.ts';

/** strategy FILE: what the rules of the review and the crossing algorithms say of each case. */
export const strategy = forCases('strategy', 'strategy');
