import { EQUIPMENT, type ItemId, type ItemRow } from '../strategy/equipmentItems.ts';
import { MOST, type PlannedDevice } from './plan.ts';

/** Devices as they are written in one line: "Gaia 3, 2 x NC 3.25 x 15". */
export const deviceWords = (devices: readonly PlannedDevice[]): string =>
  devices.map(({ name, count }) => (count > 1 ? `${count} x ${name}` : name)).join(', ');

/** The most of one device that a step can need. */
const MOST_OF_ONE = 20;
/** Diameters beyond this are no diameters of a coronary device, mm. */
const WIDEST_MM = 12;

/**
 * The devices that a line names. One that was there before under the same name stays as it was; of another the kind
 * is looked up by its words, and the size is read from them.
 */
export function devicesOf(words: string, before: readonly PlannedDevice[]): readonly PlannedDevice[] {
  const parts = words.split(/[,;]/).map((part) => part.trim().replace(/\s+/g, ' ')).filter((part) => part !== '');
  return rejoined(parts, before).slice(0, MOST.devices).map((part) => deviceOf(part, before));
}

/** Names that have a comma of their own, as "NC balloon, short", are one device. */
function rejoined(parts: readonly string[], before: readonly PlannedDevice[]): readonly string[] {
  const names = before.map(({ name }) => folded(name));
  const whole: string[] = [];
  for (const part of parts) {
    const both = `${whole.at(-1)}, ${part}`;
    if (whole.length > 0 && names.includes(folded(both).replace(COUNTED, ''))) whole.splice(-1, 1, both);
    else whole.push(part);
  }
  return whole;
}

const COUNTED = /^(\d{1,2}) ?[x×] *(?=[^\d\s])/i;

function deviceOf(words: string, before: readonly PlannedDevice[]): PlannedDevice {
  const count = Math.min(MOST_OF_ONE, Math.max(1, Number(COUNTED.exec(words)?.[1] ?? 1)));
  const name = words.replace(COUNTED, '').slice(0, MOST.name);
  const same = before.find((device) => folded(device.name) === folded(name));
  return same === undefined ? { item: kindOf(name), name, sizeMm: sizeOf(name), count } : { ...same, name, count };
}

/** The kind that a name stands for: a model that the review names, or the words of a kind. */
export function kindOf(name: string): ItemId | null {
  const words = folded(name);
  const rows: readonly (readonly [ItemId, ItemRow])[] = ITEM_IDS.map((id) => [id, EQUIPMENT[id]] as const);
  const byModel = rows.find(([, { examples }]) => examples?.some((example) => words.includes(folded(example))) === true);
  const bySign = SIGNS.find(([sign]) => sign.test(words));
  const byKind = rows.find(([, row]) => folded(row.name) === words);
  return byModel?.[0] ?? byKind?.[0] ?? bySign?.[1] ?? null;
}

/** How operators write the kinds that the room keeps by size; the first that fits counts. */
const SIGNS: readonly (readonly [sign: RegExp, item: ItemId])[] = [
  [/\bopn\b/, 'opn-balloon'], [/\bivl\b|lithotrip/, 'ivl-balloon'], [/\bnc\b|non-compliant/, 'nc-balloon'],
  [/\bburr\b|rotablator|rotational/, 'rotational-atherectomy'], [/\borbital\b/, 'orbital-atherectomy'],
  [/\blaser\b/, 'laser-atherectomy'], [/\bcutting\b/, 'cutting-balloon'], [/\bscoring\b/, 'scoring-balloon'],
  [/\bivus\b/, 'ivus-catheter'], [/\boct\b/, 'oct-catheter'], [/guide extension/, 'guide-extension'],
  [/polymer|jacketed/, 'jacketed-wire'], [/microcatheter/, 'microcatheter'], [/covered stent/, 'covered-stent'],
];
const ITEM_IDS = (Object.keys(EQUIPMENT) as readonly string[])
  .filter((id): id is ItemId => Object.hasOwn(EQUIPMENT, id));

/** A diameter in a name, alone or with a length: "3.25 x 15", "1.20 mm". */
const SIZED = /(?:^|\s)(\d{1,2}(?:\.\d{1,3})?) ?(?:mm\b|[x×] ?\d+(?:\.\d+)?(?: ?mm\b)?)/i;

/** The name of a device without its size: of "NC 3.25 x 15" it is "NC". */
export function unsizedName({ name, item }: Pick<PlannedDevice, 'name' | 'item'>): string {
  const words = name.replace(SIZED, '').trim().replace(/\s+/g, ' ');
  return words !== '' ? words : item === null ? 'device' : EQUIPMENT[item].name;
}

/** The diameter in a name. Of "Gaia 3" there is none: it is a model. */
function sizeOf(name: string): number | null {
  const found = SIZED.exec(name);
  const size = Number(found?.[1] ?? NaN);
  return Number.isFinite(size) && size > 0 && size <= WIDEST_MM ? size : null;
}

const folded = (words: string): string => words.trim().toLowerCase().replace(/\s+/g, ' ');
