import type { RoomScope } from '../host/serve/roomScope.ts';

const rooms = new WeakMap<object, RoomScope>();

/** Makes the contents of a window the room screen of a version, for good. */
export const beRoom = (contents: object, scope: RoomScope): void => {
  rooms.set(contents, scope);
};

/** What the contents of a window are the room screen of, whatever their page makes of its address; null at the desk. */
export const roomOf = (contents: object): RoomScope | null => rooms.get(contents) ?? null;
