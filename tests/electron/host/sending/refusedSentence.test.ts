import { expect, it } from 'vitest';
import { fileMeta } from '../../../../electron/host/archive/fileMeta.ts';
import type { RefusalReason } from '../../../../electron/host/archive/dicomWeb.ts';
import { planObjects } from '../../../../electron/host/export/dicom/planObjects.ts';
import { refusedSentence } from '../../../../electron/host/sending/refusedSentence.ts';
import { KEY_IMAGES, planOnSources, SOURCES, withdrawalOnSources } from '../export/exampleSources.ts';
import { greyPng } from '../export/greyPng.ts';

const IMAGES = new Map(KEY_IMAGES.map(({ sha256 }, n) => [sha256, greyPng(16 + n, 12)]));
const { files: named } = planObjects(planOnSources(), Buffer.from('%PDF-1.7 even'), IMAGES, SOURCES, null);
const files = named.map(({ bytes }) => bytes);
const refused = (reasonOf: (name: string) => RefusalReason | undefined) => named.flatMap(({ name, bytes }) => {
  const reason = reasonOf(name);
  return reason === undefined ? [] : [{ instanceUid: fileMeta(bytes)?.instanceUid ?? '', reason }];
});
const said = (reasonOf: (name: string) => RefusalReason | undefined): string => {
  const all = refused(reasonOf);
  return refusedSentence({ what: 'plan', files }, files.length - all.length, all);
};

it('names every kind that is refused, and one reason once', () => {
  expect(said((name) => (/calcium|marks/.test(name) ? 0x0122 : undefined))).toBe('The archive has 7 of 10 objects and refused the calcium (Segmentation) and '
    + 'the marks of 2 key images (Presentation State): it takes no such objects. Ask whoever keeps it, then send the rest.');
  expect(said((name) => (name === 'selection.dcm' ? null : undefined)))
    .toBe('The archive has 9 of 10 objects and refused the selection of key images (Key Object Selection): no reason given. Ask whoever keeps it, then send the rest.');
});

it('tells several reasons with what each is of', () => {
  expect(said((name) => (name === 'plan.dcm' ? 0xa900 : name === 'key-1.dcm' ? 'HTTP 415' : name.startsWith('key') ? 0xc001 : name === 'measures.dcm' ? 0x0122 : undefined))).toBe(
    'The archive has 5 of 10 objects and refused the printed plan (Encapsulated PDF; reason A900), the measures (Comprehensive 3D SR; it takes no such objects), '
    + 'a key image (Secondary Capture; HTTP 415) and 2 key images (Secondary Capture; reason C001). Ask whoever keeps it, then send the rest.');
});

it('of nothing that is there, and of a notice, there is one thing to say', () => {
  expect(refusedSentence({ what: 'plan', files }, 0, refused(() => 0x0110))).toBe('The archive refused all 10 objects (reason 0110). Ask whoever keeps it, then send again.');
  const { bytes } = withdrawalOnSources();
  expect(refusedSentence({ what: 'withdrawal', files: [bytes] }, 0, [{ instanceUid: fileMeta(bytes)?.instanceUid ?? '', reason: 0x0122 }]))
    .toBe('The archive refused the notice of the withdrawal (it takes no such objects). Ask whoever keeps it, then send again.');
});
