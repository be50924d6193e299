import type { Operator } from '../../core/contract/schemas.ts';
import type { Doing } from './steps.ts';

/** Who works now: asked when a step is made. */
let working: Operator | null = null;

/** Says who works now. */
export const setAtWork = (operator: Operator | null): void => {
  working = operator;
};

/** Who does something, now. */
export const doingNow = (): Doing => ({
  author: working === null ? null : { id: working.id, name: working.name }, at: new Date().toISOString(),
});
