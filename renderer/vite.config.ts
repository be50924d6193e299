import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { NONCE_PLACEHOLDER } from '../electron/host/serve/headers.ts';

export default defineConfig({
  plugins: [react()],
  // Replaced in each answer by electron/host/serve, which owns the policy.
  html: { cspNonce: NONCE_PLACEHOLDER },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // Nothing inlined: the content security policy allows fonts and pictures as files only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 6_000,
  },
  worker: { format: 'es' },
});
