import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of this start: 256 bits, fit for a URL and a cookie. */
export const mintToken = (): string => randomBytes(32).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Is this the secret? Takes the same time whatever is offered. */
export const isToken = (token: string, offered: string | undefined): boolean =>
  timingSafeEqual(digest(token), digest(offered ?? '')) && offered !== undefined;

/** How long a code that opens a window waits for it, ms. */
const CODE_MS = 60_000;

/** A secret for one use: other users of this machine can read with which arguments a browser was started. */
export interface OneTimeCodes {
  mint(): string;
  /** Is this a code that waits? It waits no longer then. */
  spend(offered: string): boolean;
}

/** Codes of one use each, by a clock in ms. */
export function oneTimeCodes(now: () => number = () => performance.now()): OneTimeCodes {
  let waiting: readonly { readonly code: string; readonly until: number }[] = [];
  return {
    mint: () => {
      const code = mintToken();
      waiting = [...waiting, { code, until: now() + CODE_MS }];
      return code;
    },
    spend: (offered) => {
      const alive = waiting.filter(({ until }) => now() < until);
      waiting = alive.filter(({ code }) => !isToken(code, offered));
      return waiting.length < alive.length;
    },
  };
}

/** Cookies do not tell ports apart, so the name does: two copies of Fullmoon may run. */
export const cookieName = (port: number): string => `fullmoon_${port}`;

/** The cookie that takes the place of the token in the address. */
export const tokenCookie = (port: number, token: string): string =>
  `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict`;

/** The value of one cookie of a Cookie header. */
export const cookieIn = (header: string | null, name: string): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
