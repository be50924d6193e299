import { err, type Result } from '../result.ts';
import { contract, type Change, type Host, type HostClient, type Method } from './contract.ts';
import type { PageId } from './ids.ts';

/** The whole of what a shell has to provide. */
export interface Carrier {
  call(method: Method, input: unknown): Promise<Result<unknown, unknown>>;
  watch(onChange: (change: Change) => void): () => void;
}

/** Every method of the contract, by name. */
export const methods = Object.keys(contract) as readonly Method[];
/** Is this the name of a method of the contract? */
export const isMethod = (name: unknown): name is Method =>
  typeof name === 'string' && Object.hasOwn(contract, name);

/** Renderer side: a typed client over any carrier. */
export const clientOver = (carrier: Pick<Carrier, 'call'>): HostClient =>
  Object.fromEntries(
    methods.map((method) => [method, (input: unknown) => carrier.call(method, input)]),
  ) as unknown as HostClient;

/** Host side: checks the input, runs the method for the page that asks, turns a bug into a value. Both shells end here. */
export async function answer(
  host: Host, method: Method, input: unknown, report: (bug: unknown) => string, page: PageId | null = null,
): Promise<Result<unknown, unknown>> {
  const parsed = contract[method].input.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return err({ code: 'carriage/bad-input', issues });
  }
  try {
    const run = host[method] as (checked: unknown, page: PageId | null) => Promise<Result<unknown, unknown>>;
    return await run(parsed.data, page);
  } catch (bug) {
    return err({ code: 'carriage/host-fault', incident: report(bug) });
  }
}
