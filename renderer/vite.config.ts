import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Replaced in each answer by electron/host/serve, which owns the policy (NONCE_PLACEHOLDER there).
  html: { cspNonce: 'FULLMOON-CSP-NONCE' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // Nothing inlined: the content security policy allows fonts and pictures as files only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 6_000,
  },
  worker: { format: 'es' },
  optimizeDeps: {
    exclude: ['@cornerstonejs/dicom-image-loader'],
    include: ['@cornerstonejs/core', '@cornerstonejs/tools', 'dicom-parser', 'events'],
  },
});
