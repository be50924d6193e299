import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Where the built page lies: dist/renderer of the repository, or beside the compiled code. */
export const rendererFolder = (): string =>
  import.meta.filename.endsWith('.ts') ? join(root, 'dist', 'renderer') : join(root, '..', 'renderer');
