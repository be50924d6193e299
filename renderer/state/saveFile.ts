import { useView } from './viewStore.ts';

/** Has the browser keep what the host serves at an address of ours; it is never in the memory of the page. */
export function saveFrom(address: string, name: string): void {
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: name });
  link.click();
}

/** Gives a file to the browser, which keeps it where it keeps what is downloaded, or asks; and says so. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  saveFrom(address, name);
  // The browser has taken it over by the next minute.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  useView.getState().say(`Saved: ${name}`);
}
