import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '../..');

/** A sandboxed preload cannot load other files: it becomes one, in the form that Electron wants. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    outDir: join(root, 'dist/app/electron/desktop'),
    emptyOutDir: false,
    minify: false,
    lib: {
      entry: join(root, 'electron/desktop/preload.ts'),
      formats: ['cjs'],
      fileName: () => 'preload.cjs',
    },
    rolldownOptions: { external: ['electron'] },
  },
});
