/** A dropped file with its place below what was dropped: `disc/IMAGES/IM0001`. Opening it may fail. */
export interface DroppedFile {
  readonly name: string;
  readonly file: () => Promise<File>;
}

const nextBatch = (reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> =>
  new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });

/** The files below dropped entries, as the browser hands them out; `onLost` hears of unreadable folders. */
export async function* filesBelow(
  entries: readonly FileSystemEntry[],
  onLost: (name: string) => void,
): AsyncGenerator<DroppedFile, void, undefined> {
  const open = [...entries].toReversed();
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const name = entry.fullPath.replace(/^\//, '');
    try {
      if (isFile(entry)) yield fileIn(entry, name);
      else if (isFolder(entry)) {
        const reader = entry.createReader();
        for (let batch = await nextBatch(reader); batch.length > 0; batch = await nextBatch(reader))
          open.push(...batch);
      }
    } catch {
      onLost(name);
    }
  }
}

const fileIn = (entry: FileSystemFileEntry, name: string): DroppedFile => ({
  name,
  file: () => fileOf(entry),
});
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const PREAMBLE = 128;
const MARK = 4;
/**
 * Could this be DICOM, or a zip of it? By its first bytes, so that 100,000 other files are not sent about:
 * the DICM mark, a zip's mark, or a data set that starts at once with group 2 or 8.
 */
export async function isWorthSending(file: File): Promise<boolean> {
  // Shorter than any image: not even opened, for opening is what takes the time.
  if (file.size <= PREAMBLE + MARK) return false;
  const head = new Uint8Array(await file.slice(0, PREAMBLE + MARK).arrayBuffer());
  const letters = new TextDecoder('latin1').decode(head);
  const startsAtOnce = (head[0] === 0x02 || head[0] === 0x08) && head[1] === 0;
  return letters.startsWith('DICM', PREAMBLE) || letters.startsWith('PK\u0003\u0004') || startsAtOnce;
}
