import type { PageId } from '../../core/contract/ids.ts';
import { newId } from '../host/newId.ts';
import type { Pages } from '../host/pages.ts';

/** What of a window's contents tells that its page has ended: another was loaded, it crashed, or the window was closed. */
export interface PageContents {
  on(event: 'did-navigate' | 'render-process-gone' | 'destroyed', ended: () => void): unknown;
}

/** Names the page that a window shows; it is there from its first question to its end. */
export function pageOf(pages: Pick<Pages, 'here'>): (contents: PageContents) => PageId {
  const shown = new WeakMap<PageContents, { readonly page: PageId; readonly leave: () => void } | null>();
  return (contents) => {
    const known = shown.get(contents);
    if (known !== undefined && known !== null) return known.page;
    if (known === undefined) {
      const ended = (): void => {
        shown.get(contents)?.leave();
        shown.set(contents, null);
      };
      contents.on('did-navigate', ended);
      contents.on('render-process-gone', ended);
      contents.on('destroyed', ended);
    }
    const page = newId('pag') as PageId;
    shown.set(contents, { page, leave: pages.here(page) });
    return page;
  };
}
