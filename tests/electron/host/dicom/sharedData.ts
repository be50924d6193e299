import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageFile } from '../../../../electron/host/dicom/imageFile.ts';
import { readHeader } from '../../../../electron/host/dicom/readHeader.ts';

/** Real files, where they are there. */
export const sharedData = join(import.meta.dirname, '../../../../../shared/data');
export const hasSharedData = existsSync(sharedData);
if (!hasSharedData) console.log('No real files at ../shared/data: what needs them is skipped.');

/** Every file below a folder, in order. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();
}

/** A file with its header; the test fails where there is none. */
export function imageFile(path: string): ImageFile {
  const header = readHeader(path);
  if (!header.ok) throw new Error(`${path}: ${header.failure.code}`);
  return { path, header: header.value };
}

/** Every file of a folder that holds a picture. */
export const picturesBelow = (folder: string): readonly ImageFile[] => filesBelow(folder).flatMap((path) => {
  const header = readHeader(path);
  return header.ok && header.value.image !== null ? [{ path, header: header.value }] : [];
});
