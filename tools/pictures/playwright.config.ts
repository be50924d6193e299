import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** The pictures of the documentation, by the browser of the end-to-end tests but not among them: npm run pictures. */
export default defineConfig({
  ...base, testDir: '.', globalSetup: '../../tests/tempRoot.config.ts', outputDir: '../../test-results', timeout: 600_000,
  use: { ...base.use, viewport: { width: 1920, height: 1080 } },
});
