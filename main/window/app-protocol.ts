/** Serves the built page to the window as app://spillway/. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { securityHeaders } from '#shared/host/content-security-policy';
import { listStaticFiles, staticFileAt, type StaticFiles } from '../serve/static-files';
import { appScheme, isOwnRequest } from './app-origin';

/** Must run before Electron is ready. Standard and secure, so that the page has an origin, workers and storage. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export async function serveAppScheme(folder: string): Promise<void> {
  const files = await listStaticFiles(folder);
  protocol.handle(appScheme, (request) => answerAppRequest(files, request));
}

export async function answerAppRequest(
  files: StaticFiles,
  request: Pick<Request, 'url' | 'method'>,
): Promise<Response> {
  const file = isOwnRequest(request.url, undefined) ? staticFileAt(files, new URL(request.url).pathname) : undefined;
  if (!file) return new Response('not found', { status: 404, headers: securityHeaders });
  if (request.method !== 'GET') return new Response('only GET is answered', { status: 405, headers: securityHeaders });
  return new Response(await readFile(file.path), { headers: file.headers });
}
