import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { text, textOf, type Dataset } from '../../../../electron/host/dicom/dataset.ts';
import { readHeaderFrom } from '../../../../electron/host/dicom/readHeader.ts';
import { studyElements } from '../../../../electron/host/dicom/studyElements.ts';
import { changed } from '../../../phantoms/faults.ts';
import { cleanSeries, fileBytes } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { valueIn } from '../store/imports.ts';

/** A file with these elements in it, and its header. */
function written(...elements: Dataset) {
  const [slice] = cleanSeries({ slices: 1, study: { patientId: 'P1', patientName: 'Doe^Anna^Maria^Dr^Jr' } });
  if (slice === undefined) throw new Error('no slice');
  const bytes = fileBytes(changed(slice, ...elements));
  const path = join(tempFolder(), 'image.dcm');
  writeFileSync(path, bytes);
  return { path, header: valueIn(readHeaderFrom(bytes)) };
}
const NAME = 0x00100010;

it('are letter by letter those of the image, in UTF-8 whatever they were written in', () => {
  const latin = (words: string) => Buffer.from(words, 'latin1');
  const file = written(
    text(0x00080005, 'CS', 'ISO_IR 100'), text(0x00080030, 'TM', '101500.25'), text(0x00080050, 'SH', 'ACC 7'), text(0x00080090, 'PN', latin('Müller^Jörg')),
    text(NAME, 'PN', latin('Größe^Anna^Maria^Dr^Jr')), text(0x00100021, 'LO', 'HOSPITAL'), text(0x00200010, 'SH', 'S1'),
  );
  const found = studyElements(file, file.header.patient);
  expect([0x00080030, 0x00080050, 0x00080090, NAME, 0x00100021, 0x00200010].map((tag) => textOf(found, tag)))
    .toEqual(['101500.25', 'ACC 7', 'Müller^Jörg', 'Größe^Anna^Maria^Dr^Jr', 'HOSPITAL', 'S1']);
});

it('name nobody but who is meant: of another patient only the study', () => {
  const file = written(text(0x00100021, 'LO', 'HOSPITAL'));
  for (const other of [{ id: 'P2' }, { birthDate: '1900-01-01' }]) {
    const found = studyElements(file, { ...file.header.patient, ...other });
    expect([textOf(found, NAME), textOf(found, 0x00100021), textOf(found, 0x00080030)]).toEqual([null, null, '101500']);
  }
  const nameless = written(text(0x00100020, 'LO', ''));
  expect(textOf(studyElements(nameless, nameless.header.patient), NAME)).toBe('Doe^Anna^Maria^Dr^Jr');
  expect(textOf(studyElements(nameless, { ...nameless.header.patient, name: 'Roe, Anna' }), NAME)).toBe(null);
});

it('leave out what is empty, no time, or not to be read, and are none of a file that is gone', () => {
  const file = written(
    text(0x00080005, 'CS', ''), text(0x00080030, 'TM', 'noon'), text(0x00080050, 'SH', ''), text(0x00080090, 'PN', Buffer.from([0x4d, 0xfc, 0x6c])));
  const found = studyElements(file, file.header.patient);
  expect([0x00080030, 0x00080050, 0x00080090].map((tag) => textOf(found, tag))).toEqual([null, null, null]);
  expect(studyElements({ ...file, path: `${file.path}-gone` }, file.header.patient)).toEqual([]);
});
