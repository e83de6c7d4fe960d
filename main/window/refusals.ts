/** What no page may do in the desktop app: go elsewhere, open windows, reach the network, ask for the machine's powers. */
import { shell, type App, type Session, type WebContents } from 'electron';
import { isAppPage, isOwnRequest } from './app-origin';
import { externalLink } from './external-link';

/** Writing text to the clipboard, for Copy. Everything else (camera, location, notifications, …) is refused. */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

export function refuseInSession(session: Session, developmentUrl: string | undefined): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(grantedPermissions.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => grantedPermissions.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, decide) =>
    decide({ cancel: !isOwnRequest(request.url, developmentUrl) }),
  );
  session.on('will-download', (event) => event.preventDefault());
  // Chromium would fetch dictionaries from the network.
  session.setSpellCheckerEnabled(false);
}

export function refuseInPages(app: App, developmentUrl: string | undefined): void {
  app.on('web-contents-created', (_event, contents) => refuseInPage(contents, developmentUrl));
}

function refuseInPage(contents: WebContents, developmentUrl: string | undefined): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isAppPage(event.url, developmentUrl)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppPage(event.url, developmentUrl)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isAppPage(event.url, developmentUrl)) event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    const link = externalLink(url);
    // A system without a browser cannot open it, and the page cannot help that.
    if (link) shell.openExternal(link).catch((error: unknown) => console.error(`${link} was not opened:`, error));
    return { action: 'deny' };
  });
}
