import { homedir, platform, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Home of this user, also where the environment says nothing about it. */
const home = (): string => (homedir() === '' ? userInfo().homedir : homedir());

/**
 * The folder that holds library and settings: FULLMOON_DATA, or the place where the system keeps the data of
 * applications.
 */
export function dataFolder(env: Environment = process.env, system: string = platform()): string {
  if (env['FULLMOON_DATA']) return resolve(env['FULLMOON_DATA']);
  if (system === 'win32') return join(env['APPDATA'] ?? join(home(), 'AppData', 'Roaming'), 'Fullmoon');
  if (system === 'darwin') return join(home(), 'Library', 'Application Support', 'Fullmoon');
  return join(env['XDG_DATA_HOME'] || join(home(), '.local', 'share'), 'fullmoon');
}
