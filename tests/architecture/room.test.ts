import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importsOf, sources } from './sources.ts';

/** Everything that the room screen loads, from its first file on. */
function loaded(): ReadonlySet<string> {
  const files = new Map([...sources('renderer'), ...sources('core')].map((source) => [source.path, source]));
  const seen = new Set<string>();
  const wanted = ['renderer/room.tsx'];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    const source = files.get(next);
    if (seen.has(next)) continue;
    seen.add(next);
    // Types are gone before anything is loaded.
    if (source !== undefined) wanted.push(...importsOf({ ...source, text: source.text.replace(/\bimport type [^;]*;/g, '') }));
  }
  return seen;
}

it('the room screen loads neither pictures of the volume nor Cornerstone nor the desk', () => {
  const all = loaded();
  expect(all.has('renderer/features/room/RoomScreen.tsx')).toBe(true);
  const heavy = /^@cornerstonejs|^@mantine|^renderer\/viewer\/|^core\/(volume|rendering|section|centreline)\/.*kernel|^renderer\/features\/(?!room|about\/keyRows|frame\/(useCommandKeys|patientWords))/;
  expect([...all].filter((path) => heavy.test(path))).toEqual([]);
});

it('its page holds no script or style of its own and no foreign address', () => {
  const page = readFileSync(join(import.meta.dirname, '../../renderer/room.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|https?:\/\//i);
});
