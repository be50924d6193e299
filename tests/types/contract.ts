import type { Host, Input } from '../../core/contract/contract.ts';
import { ok } from '../../core/result.ts';

// Calls that must not compile: a host that lacks a method, a question of the wrong kind.

// @ts-expect-error: one method is not a host
export const partialHost: Host = { 'jobs.list': async () => ok({ jobs: [] }) };
// @ts-expect-error: a case is not named by any text
export const wrongInput: Input<'cases.open'> = { id: 'cas_0123456789abcdef' };
