import { EQUIPMENT, type ItemId, type ItemRow } from '../strategy/equipmentItems.ts';
import { stepsOf, type PlanContent, type PlannedDevice } from './plan.ts';
import type { StockRow } from './stockRow.ts';

/**
 * How a device of the plan stands against the room's list. `last`: there are just as many as the plan needs.
 * `short`: fewer. `expired`: those that fit are past their date. `other-size`: the kind is there, the size is
 * not. `missing`: the list says none. `unlisted`: the list does not speak of it.
 */
export type DeviceState = 'there' | 'last' | 'short' | 'expired' | 'other-size' | 'missing' | 'unlisted';

/** A device of the plan, the steps that need it, and how many are in the room. */
export interface DeviceRow {
  readonly name: string;
  readonly item: ItemId | null;
  readonly sizeMm: number | null;
  readonly steps: readonly string[];
  /** The most that one rung after another can need: devices are used up. */
  readonly needed: number;
  readonly usable: number;
  readonly state: DeviceState;
}

/** Sizes count as equal within this, mm: lists round them. */
const SAME_SIZE_MM = 0.01;

/**
 * The devices of a plan held against the room's list, in the order in which they are needed.
 *
 * @param today - day of the procedure, YYYY-MM-DD; the last day of use is still good
 */
export function planDevices(plan: Pick<PlanContent, 'rungs'>, stock: readonly StockRow[], today: string): readonly DeviceRow[] {
  const needs = new Map<string, { readonly device: PlannedDevice; steps: string[]; needed: number }>();
  for (const { label, step } of stepsOf(plan)) {
    for (const device of step.devices) {
      const key = `${device.item ?? ''}|${folded(device.name)}|${device.sizeMm ?? ''}`;
      const need = needs.get(key) ?? { device, steps: [], needed: 0 };
      need.steps.push(label);
      need.needed += device.count;
      needs.set(key, need);
    }
  }
  return [...needs.values()].map(({ device, steps, needed }) => ({
    name: device.name, item: device.item, sizeMm: device.sizeMm, steps, needed, ...found(device, needed, stock, today),
  }));
}

function found(device: PlannedDevice, needed: number, stock: readonly StockRow[], today: string): Pick<DeviceRow, 'usable' | 'state'> {
  const rows = stock.filter(({ item, name }) => folded(name) === folded(device.name) || (device.item !== null && item === device.item && isKindName(device)));
  if (rows.length === 0) return { usable: 0, state: 'unlisted' };
  const fitting = rows.filter(({ sizeMm }) => device.sizeMm === null || (sizeMm !== null && Math.abs(sizeMm - device.sizeMm) < SAME_SIZE_MM));
  const there = fitting.filter(({ count }) => count > 0);
  const good = there.filter(({ useBy }) => useBy === null || useBy >= today);
  const usable = good.reduce((sum, { count }) => sum + count, 0);
  if (usable > needed) return { usable, state: 'there' };
  if (usable === needed) return { usable, state: 'last' };
  if (usable > 0) return { usable, state: 'short' };
  if (there.length > 0) return { usable, state: 'expired' };
  return { usable, state: fitting.length === 0 ? 'other-size' : 'missing' };
}

/** A device named by its kind alone is met by any model of that kind. */
const isKindName = ({ item, name }: PlannedDevice): boolean => {
  if (item === null) return false;
  const { examples }: ItemRow = EQUIPMENT[item];
  return !(examples ?? []).some((example) => folded(example) === folded(name));
};
const folded = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
