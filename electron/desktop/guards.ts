import type { Session, WebContents } from 'electron';
import { mayInspect, mayNavigate, mayRequest, PERMISSIONS } from './securityPolicy.ts';

/** Applies the policy to a session: no permission, no download, no request but our own. */
export function guardSession(session: Session, isPackaged: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, done) =>
    done(PERMISSIONS.includes(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => PERMISSIONS.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, done) => done({ cancel: !mayRequest(url, isPackaged) }));
  session.on('will-download', (event) => event.preventDefault());
}

/** Applies the policy to one page: it stays where it is, opens nothing and embeds nothing. */
export function guardContents(contents: WebContents, isPackaged: boolean): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!mayNavigate(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  if (!mayInspect(isPackaged)) contents.on('devtools-opened', () => contents.closeDevTools());
}
