import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { NONCE_PLACEHOLDER } from '../electron/host/serve/headers.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  // The host puts a fresh nonce in its place each time it answers the page.
  html: { cspNonce: NONCE_PLACEHOLDER },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Data URLs would need a wider policy; a file is as fast on this machine.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 8_000,
  },
});
