import { describe, expect, it } from 'vitest';
import type { HeaderFailureCode } from '../../../../core/dicom/headerFailure.ts';
import type { Unread } from '../../../../electron/host/files/found.ts';
import type { NamedImage } from '../../../../electron/host/import/gather.ts';
import { lostSlices, refusedFile, unreadFile, type LostFile } from '../../../../electron/host/import/lostFiles.ts';
import { readHeaderFrom } from '../../../../electron/host/dicom/readHeader.ts';
import { cleanSeries, fileBytes } from '../../../phantoms/series.ts';

/** One slice of a series of this name; its UID is the name. */
const image = (name: string, uid: string): NamedImage => {
  const [file] = cleanSeries({ slices: 1 });
  const header = file === undefined ? null : readHeaderFrom(fileBytes(file));
  if (header?.ok !== true) throw new Error('a slice without a header');
  return { name, path: name, header: { ...header.value, sopInstanceUid: `${uid} 1`, series: { ...header.value.series, uid } } };
};
const images = [
  image('CT/IM1', 'plain'), image('CT/1.2.840.7', 'plain'), image('odd/1.ct', 'odd'), image('top.dcm', 'top'),
];
const robbed = (...lost: readonly LostFile[]): readonly string[] =>
  lostSlices(lost, images).map(({ seriesUid }) => seriesUid);
const refused = (name: string, code: HeaderFailureCode): LostFile => refusedFile(name, { code, detail: '' });

describe('a file that could not be read', () => {
  it.each<HeaderFailureCode>(['file/unreadable', 'file/empty', 'file/not-dicom', 'file/too-large'])(
    'after %s may be a slice of the series beside it if it is called like one', (code) => {
      for (const name of ['IM2', '1.2.840.8', 'IM2.dcm', 'x.IMA', 'a.dicom'])
        expect(robbed(refused(`CT/${name}`, code)), name).toEqual(['plain']);
      for (const name of ['README', 'autorun', 'notes2.txt', 'v2.exe', '1.ct', '.DS_Store9', '._IM1'])
        expect(robbed(refused(`CT/${name}`, code)), name).toEqual([]);
      expect(robbed(refused('odd/2.CT', code))).toEqual(['odd']);
      expect(robbed(refused('other/IM2', code))).toEqual([]);
    });

  it('may be one whatever it is called where it was DICOM', () => {
    expect(robbed(refused('CT/notes.txt', 'file/truncated'))).toEqual(['plain']);
    expect(robbed({ ...refused('CT/IM2', 'file/empty'), instance: { seriesUid: 'own', sopInstanceUid: '1' } })).toEqual(['own']);
  });

  it.each<[string, Unread, readonly string[]]>([
    ['encrypted', { name: 'CT/IM2', code: 'zip/encrypted' }, ['plain']],
    ['encrypted and no slice', { name: 'CT/a.txt', code: 'zip/encrypted' }, []],
    ['a link', { name: 'CT/IM2', code: 'file/link' }, ['plain']],
    ['unsafe', { name: '../../IM2', code: 'zip/unsafe-name' }, ['plain', 'odd', 'top']],
    ['unsafe and no slice', { name: '../../a.txt', code: 'zip/unsafe-name' }, []],
    ['unsafe in a DICOMDIR', { name: 'DICOMDIR: ..\\..\\IM2', code: 'dicomdir/unsafe-name' }, ['plain', 'odd', 'top']],
    ['named by a DICOMDIR', { name: 'ct/GONE', code: 'dicomdir/file-missing' }, ['plain']],
    ['named and there', { name: 'CT/GONE', code: 'dicomdir/file-missing', sopInstanceUid: 'odd 1' }, []],
    ['in a folder that broke off', { name: 'CT', code: 'folder/not-readable' }, ['plain']],
    ['at the top, which broke off', { name: '', code: 'folder/not-readable' }, ['top']],
  ])('%s', (_, unread, series) => {
    expect(robbed(unreadFile(unread))).toEqual(series);
  });

  it('is told once a series, however many there are', () => {
    expect(robbed(...Array.from({ length: 50 }, (_, n) => refused(`CT/IM${n}`, 'file/empty')))).toEqual(['plain']);
  });
});
