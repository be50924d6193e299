import type { Session, WebContents } from 'electron';
import { roomOf } from './roomOf.ts';
import { mayDownload, mayFetch, mayInspect, mayOpen, mayRequest, PERMISSIONS } from './securityPolicy.ts';

/** Applies the policy to a session: no permission, no download but of what the page or the host made for it, no request but our own. */
export function guardSession(session: Session, isPackaged: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, done) =>
    done(PERMISSIONS.includes(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => PERMISSIONS.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, done) => done({ cancel: !mayRequest(url, isPackaged) }));
  session.on('will-download', (event, item) => {
    if (!mayDownload(item.getURL())) event.preventDefault();
  });
}

/**
 * Applies the policy to one page: it stays where it is and embeds nothing.
 *
 * A page makes no window itself. One of our own with a case is handed to `openBeside`, which makes it as every other; a
 * room screen opens none.
 */
export function guardContents(
  contents: WebContents, isPackaged: boolean, openBeside: (url: string) => void,
): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!mayFetch(event.url, roomOf(contents))) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (roomOf(contents) === null && mayOpen(url)) openBeside(url);
    return { action: 'deny' };
  });
  if (!mayInspect(isPackaged)) contents.on('devtools-opened', () => contents.closeDevTools());
}
