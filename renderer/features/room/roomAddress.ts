import { planIdSchema, type PlanId } from '../../../core/contract/ids.ts';

/** What a room screen shows, by its address, and below what all that it asks for lies. */
export interface RoomPlace {
  readonly scope: { readonly plan: PlanId; readonly version: number };
  readonly base: string;
}

/** The place of the path `/room/<plan>/<version>/`; null where it is another. */
export function roomAddress(pathname: string): RoomPlace | null {
  const [, base, plan, version] = /^(\/room\/([^/]+)\/([1-9]\d{0,5}))\/$/.exec(pathname) ?? [];
  const id = planIdSchema.safeParse(plan);
  return id.success && base !== undefined ? { scope: { plan: id.data, version: Number(version) }, base } : null;
}
