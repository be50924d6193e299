import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { NONCE_PLACEHOLDER } from '../electron/host/serve/headers.ts';

export default defineConfig({
  plugins: [react()],
  // Each page finds its parts below its own address: the room screen has rights there and nowhere else.
  base: './',
  // Replaced in each answer by electron/host/serve, which owns the policy.
  html: { cspNonce: NONCE_PLACEHOLDER },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // Nothing inlined: the content security policy allows fonts and pictures as files only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 6_000,
    // The schemas are in a part of their own with the word that they make no code from text: it counts before any is made.
    rollupOptions: {
      input: { desk: 'renderer/index.html', room: 'renderer/room.html' },
      output: { manualChunks: (id) => (/node_modules\/zod\/|renderer\/api\/noEval\.ts$/.test(id) ? 'schemas' : undefined) },
    },
  },
  worker: { format: 'es' },
});
