import { centrelineAt, type Centreline, type CentrelinePoint } from '../../../core/centreline/centreline.ts';
import { deg, mm, type Deg, type Mm } from '../../../core/units.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useVessel } from './useVessel.ts';

/** The one cursor on the path as it is now. */
export interface CursorOnPath { readonly at: Mm; readonly angle: Deg; readonly line: Centreline | null; readonly point: CentrelinePoint | null }

/** Where the cursor of the vessel is; at the end of a path that has become shorter than where it was left. */
export function useVesselCursor(): CursorOnPath {
  const { centreline } = useVessel();
  const { at, angle } = useVesselDesk((desk) => desk.cursor);
  const point = centreline === null ? null : centrelineAt(centreline, at) ?? null;
  return { at: point?.abscissa ?? at, angle, line: centreline, point };
}

/** Moves the cursor along a path, never beyond its ends. */
export const stepAlong = (line: Pick<Centreline, 'length'> | null, by: number): void => {
  const { cursor, moveTo } = useVesselDesk.getState();
  if (line !== null) moveTo(mm(Math.min(line.length, Math.max(0, Math.min(line.length, cursor.at) + by))));
};

/** Turns about the vessel. */
export const turnAbout = (by: number): void => {
  const { cursor, turnTo } = useVesselDesk.getState();
  turnTo(deg(cursor.angle + by));
};

/** Steps of wheel and keys, mm and degrees; with Shift the greater. */
export const STEP = { along: 0.5, far: 5, turn: 5, farTurn: 30 } as const;
