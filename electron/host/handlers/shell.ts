import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CONTRACT_VERSION, type Host } from '../../../core/contract/contract.ts';
import { ok } from '../../../core/result.ts';
import type { HostOptions } from '../runningHost.ts';

/** The folder that holds core, electron and migrations: of the repository, or of the built program. */
export const PROGRAM_FOLDER = join(import.meta.dirname, '..', '..', '..');

/** The version of this release. */
export const appVersion = (): string => z.object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(PROGRAM_FOLDER, 'package.json'), 'utf8'))).version;

const textOf = (name: string): string => {
  try {
    return readFileSync(join(PROGRAM_FOLDER, name), 'utf8');
  } catch {
    return `${name} is missing from this installation.`;
  }
};

/** What this program is, and what its shell can do. */
export const shellHandlers = ({
  dataFolder,
  shell,
  capabilities,
  isReadOnly,
}: Pick<HostOptions, 'dataFolder' | 'shell' | 'capabilities'> & { readonly isReadOnly: boolean }): Pick<
  Host,
  'shell.about'
> => ({
  'shell.about': async () =>
    ok({
      version: appVersion(),
      contractVersion: CONTRACT_VERSION,
      shell,
      dataFolder,
      capabilities: { ...capabilities },
      isReadOnly,
      notices: `${textOf('LICENSE')}\n\n${textOf('THIRD_PARTY_NOTICES.txt')}`,
    }),
});
