import { roomPath, type RoomScope } from '../host/serve/roomScope.ts';
import { isToken, mintToken } from './token.ts';

/** How long a pass is good for, ms: longer than any procedure, and over with the host in any case. */
const PASS_MS = 24 * 3_600_000;

/** Passes of room screens: each a secret for one version of one plan. */
export interface RoomPasses {
  mint(scope: RoomScope): string;
  /** Is this a pass for this version, and still good? */
  allows(scope: RoomScope, offered: string | undefined): boolean;
}

/** Passes by a clock in ms. */
export function roomPasses(now: () => number = () => performance.now()): RoomPasses {
  let given: readonly { readonly path: string; readonly token: string; readonly until: number }[] = [];
  const good = (): typeof given => (given = given.filter(({ until }) => now() < until));
  return {
    mint: (scope) => {
      const token = mintToken();
      given = [...good(), { path: roomPath(scope), token, until: now() + PASS_MS }];
      return token;
    },
    allows: (scope, offered) => good().some(({ path, token }) => path === roomPath(scope) && isToken(token, offered)),
  };
}

/** Name of the cookie of a pass; the browser sends it below the path of its plan and version alone. */
export const passName = (port: number): string => `fullmoon_room_${port}`;

/** The cookie that takes the place of the pass in the address. */
export const passCookie = (port: number, scope: RoomScope, token: string): string =>
  `${passName(port)}=${token}; Path=${roomPath(scope)}; HttpOnly; SameSite=Strict`;
