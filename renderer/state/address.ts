import { caseIdSchema, vesselIdSchema, type CaseId, type VesselId } from '../../core/contract/ids.ts';
import { deg, mm } from '../../core/units.ts';
import { AT_START, type Reading, useVesselDesk, type VesselCursor } from './vesselDesk.ts';
import { useView, type Station } from './viewStore.ts';

/** Where somebody works, as the address of the page holds it: nothing of a patient, and nothing to keep elsewhere. */
export interface Place {
  readonly caseId: CaseId;
  /** A station to come back to at once; null where the page begins as ever. */
  readonly station: WorkStation | null;
  readonly vessel: VesselId | null;
  readonly cursor: VesselCursor;
  readonly reading: Reading;
}

/** The stations that a vessel is worked on at. */
const WORK_STATIONS = ['vessel', 'calcium', 'lesion', 'plan'] as const satisfies readonly Station[];
type WorkStation = (typeof WORK_STATIONS)[number];
const workStation = (station: unknown): WorkStation | null => WORK_STATIONS.find((one) => one === station) ?? null;

/** The address of a place, from its # on. */
export function addressOf({ caseId, station, vessel, cursor, reading }: Place): string {
  const said = new URLSearchParams(station === null ? { desk: caseId } : { case: caseId, station });
  if (vessel !== null) said.set('vessel', vessel);
  said.set('at', String(Math.round(100 * cursor.at) / 100));
  said.set('angle', String(Math.round(10 * cursor.angle) / 10));
  said.set('reading', String(reading));
  return `#${said.toString()}`;
}

/** The place that an address holds; null where it holds none. What is no place in it is left out. */
export function placeOf(address: string): Place | null {
  const said = new URLSearchParams(address.replace(/^#/, ''));
  const station = workStation(said.get('station'));
  const asked = caseIdSchema.safeParse(said.get('desk') ?? (station === null ? null : said.get('case')));
  if (!asked.success) return null;
  const vessel = vesselIdSchema.safeParse(said.get('vessel'));
  const number = (name: string): number | null => {
    const value = Number(said.get(name) ?? NaN);
    return Number.isFinite(value) && value >= 0 ? value : null;
  };
  return {
    caseId: asked.data, station: said.has('desk') ? null : station, vessel: vessel.success ? vessel.data : null,
    cursor: { at: mm(number('at') ?? AT_START.at), angle: deg((number('angle') ?? AT_START.angle) % 360) },
    reading: said.get('reading') === '2' ? 2 : 1,
  };
}

/** Goes on where the address says that somebody worked. */
export function comeBack(address: string): void {
  const place = placeOf(address);
  if (place === null) return;
  const { caseId, vessel, cursor, reading, station } = place;
  useVesselDesk.getState().open(caseId);
  useVesselDesk.setState({ vessel, cursor, reading });
  if (station === null) return;
  useView.getState().openCase(caseId);
  useView.getState().go(station);
}

/** The address follows the cursor within this, ms: browsers take no more than some writes a second. */
const FOLLOWS_MS = 300;

/** Keeps the address where somebody works, so that a reload comes back there. Returns the undoing. */
export function keepAddress(write: (address: string) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const writeNow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const { caseId, vessel, cursor, reading } = useVesselDesk.getState();
    const view = useView.getState();
    if (caseId !== null) write(addressOf({ caseId, vessel, cursor, reading, station: view.caseId === caseId ? workStation(view.station) : null }));
  };
  const later = (): void => { timer ??= setTimeout(writeNow, FOLLOWS_MS); };
  const stops = [
    useVesselDesk.subscribe(({ caseId, vessel, cursor, reading }, before) => {
      if (caseId !== before.caseId || vessel !== before.vessel || cursor !== before.cursor || reading !== before.reading) later();
    }),
    // At once: a reload right after a change of station stays there.
    useView.subscribe(({ station, caseId }, before) => { if (station !== before.station || caseId !== before.caseId) writeNow(); }),
  ];
  addEventListener('pagehide', writeNow);
  return () => {
    for (const stop of stops) stop();
    if (timer !== null) clearTimeout(timer);
    removeEventListener('pagehide', writeNow);
  };
}
