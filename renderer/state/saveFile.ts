import { useView } from './viewStore.ts';

/** Gives a file to the browser, which keeps it where it keeps what is downloaded, or asks; and says so. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: name });
  link.click();
  // The browser has taken it over by the next minute.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  useView.getState().say(`Saved: ${name}`);
}
