// Writes the pages of docs that are made from the clinical tables. Run: npm run pages
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scoresPage } from '../core/scores/scoresPage.ts';
import { SCORES } from '../core/scores/scores.ts';
import { algorithmsPage } from '../core/strategy/algorithmsPage.ts';
import { rulesPage } from '../core/strategy/rulesPage.ts';

/** Pages by their name in docs. */
const PAGES: Readonly<Record<string, () => string>> = {
  'scores.md': () => scoresPage(SCORES),
  'rules.md': rulesPage,
  'algorithms.md': algorithmsPage,
};

for (const [name, page] of Object.entries(PAGES)) writeFileSync(join(import.meta.dirname, '../docs', name), page());
