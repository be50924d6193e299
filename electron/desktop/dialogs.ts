import { dialog, type BrowserWindow } from 'electron';

/**
 * The system's own dialog; the path goes to the host and no further. Null where the user thought better of
 * it.
 */
export async function chosenPath(
  owner: BrowserWindow | null,
  kind: 'folder' | 'file',
): Promise<string | null> {
  const options = {
    title: kind === 'folder' ? 'Import a folder' : 'Import a file, DICOMDIR or zip',
    properties: [
      kind === 'folder' ? ('openDirectory' as const) : ('openFile' as const),
      'dontAddToRecent' as const,
    ],
  };
  const answer =
    owner === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(owner, options);
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}
