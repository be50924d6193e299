import { planIdSchema, type PlanId } from '../../../core/contract/ids.ts';
import type { Change, Host, Method } from '../../../core/contract/contract.ts';
import { REPORT_PATH } from './headers.ts';

/** What one room screen is for: one signed version of a plan, and nothing else. */
export interface RoomScope {
  readonly plan: PlanId;
  readonly version: number;
}

/** Where the page of a scope lies. It names no patient, and everything that the page asks for lies below it. */
export const roomPath = ({ plan, version }: RoomScope): string => `/room/${plan}/${version}/`;

/** What a path of a room screen asks for within its scope; null for every other path. */
export function inRoom(pathname: string): { readonly scope: RoomScope; readonly rest: string } | null {
  const [, plan, version, rest] = /^\/room\/([^/]+)\/([1-9]\d{0,5})(\/.*)$/.exec(pathname) ?? [];
  const id = planIdSchema.safeParse(plan);
  return id.success ? { scope: { plan: id.data, version: Number(version) }, rest: rest ?? '/' } : null;
}

/** Questions that name the plan and the version they are about. */
const OF_ITS_VERSION: ReadonlySet<Method> = new Set(['plans.version', 'room.log', 'room.add']);

/** May a room screen ask this? It reads its own version and adds to the log of it; it can do nothing else. */
export async function mayAskInRoom(host: Host, { plan, version }: RoomScope, method: Method, input: unknown): Promise<boolean> {
  const asked = (typeof input === 'object' && input !== null ? input : {}) as Readonly<Record<string, unknown>>;
  if (OF_ITS_VERSION.has(method)) return asked['plan'] === plan && asked['version'] === version;
  if (method !== 'plans.image') return false;
  const found = await host['plans.version']({ plan, version });
  return found.ok && found.value.sealed.content.keyImages.some(({ sha256 }) => sha256 === asked['sha256']);
}

/** May a room screen be given what lies at a path? What lies below its own; and it may tell what the policy stopped. */
export const mayFetchInRoom = (scope: RoomScope, pathname: string): boolean =>
  pathname.startsWith(roomPath(scope)) || pathname === REPORT_PATH;

/** Is a change any business of a room screen? */
export const concernsRoom = ({ plan, version }: RoomScope, change: Change): boolean =>
  change.what === 'plans' || (change.what === 'room' && change.plan === plan && change.version === version);
