import { answer, isMethod } from '../../core/contract/carry.ts';
import { CONTRACT_VERSION, type Method } from '../../core/contract/contract.ts';
import { pageIdSchema, type PageId } from '../../core/contract/ids.ts';
import type { RunningHost } from '../host/runningHost.ts';
import { refusal, reply } from '../host/serve/answerer.ts';
import { refused } from './gate.ts';

/** The largest question; answers and pixels have no such limit. */
export const API_BODY_LIMIT = 1024 * 1024;
const API_BODY_MS = 5_000;
const JSON_TYPE = 'application/json; charset=utf-8';

/** A question that cannot be put to the host. */
export const badInput = (status: number, issue: string): Response =>
  refusal(status, { code: 'carriage/bad-input', issues: [issue] });

/** What is said to a question that is too large. */
export const bodyTooLarge = (): Response => badInput(413, 'body: larger than 1 MiB');

/** The body's text, or undefined where it does not come in time. */
const textInTime = (request: Request): Promise<string | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), API_BODY_MS);
  });
  return Promise.race([request.text(), late]).finally(() => clearTimeout(timer));
};

/** May this page ask this? */
export type MayAsk = (method: Method, input: unknown) => Promise<boolean>;

/** A page as it names itself; null where it does not. */
export const pageNamed = (name: string | null | undefined): PageId | null => pageIdSchema.safeParse(name).data ?? null;

/** Puts one question of a page to the host. */
export async function called(
  running: RunningHost, method: string, request: Request, mayAsk: MayAsk = async () => true,
): Promise<Response> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return badInput(415, 'content-type: must be application/json');
  }
  const version = request.headers.get('fullmoon-contract');
  if (version !== null && version !== `${CONTRACT_VERSION}`)
    return refusal(409, { code: 'carriage/refused', why: 'version' });
  if (!isMethod(method)) return badInput(404, 'method: not in contract');
  const text = await textInTime(request);
  if (text === undefined) return badInput(408, 'body: did not arrive in time');
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return badInput(400, 'body: not JSON');
  }
  if (!(await mayAsk(method, input))) return refused(403, 'token');
  const page = pageNamed(request.headers.get('fullmoon-page'));
  return reply(JSON.stringify(await answer(running.host, method, input, running.report, page)), {
    type: JSON_TYPE,
  });
}
