import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of this start: 256 bits, fit for a URL and a cookie. */
export const mintToken = (): string => randomBytes(32).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Is this the secret? Takes the same time whatever is offered. */
export const isToken = (token: string, offered: string | undefined): boolean =>
  timingSafeEqual(digest(token), digest(offered ?? '')) && offered !== undefined;

/** Cookies do not tell ports apart, so the name does: two copies of Fullmoon may run. */
export const cookieName = (port: number): string => `fullmoon_${port}`;

/** The cookie that takes the place of the token in the address. */
export const tokenCookie = (port: number, token: string): string =>
  `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict`;

/** The value of one cookie of a Cookie header. */
export const cookieIn = (header: string | null, name: string): string | undefined =>
  header?.split(';').map((pair) => pair.trim()).find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
