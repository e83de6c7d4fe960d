/** Serves the built page to browsers on this machine, and to nobody else. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { securityHeaders } from '#shared/host/content-security-policy';
import { errorCode } from '../host/disk-error';
import { listStaticFiles, staticFileAt, type StaticFiles } from './static-files';

/** Not 0.0.0.0: other machines on the network have no business here. */
const loopback = '127.0.0.1';

export interface AppServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * @param folder the built page
 * @param port where to listen; 0 takes any free port
 * @throws when the port is taken or the page was not built
 */
export async function serveApp(folder: string, port: number): Promise<AppServer> {
  const files = await listStaticFiles(folder).catch((error: unknown) => {
    throw errorCode(error) === 'ENOENT' ? new Error(`${folder} does not exist: run npm run build first`) : error;
  });
  let own: ReadonlySet<string> = new Set();
  const server = createServer((request, response) => void answer(files, own, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, resolve);
  });
  const listening = (server.address() as AddressInfo).port;
  own = new Set([`${loopback}:${listening}`, `localhost:${listening}`]);
  return {
    url: `http://${loopback}:${listening}/`,
    port: listening,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  files: StaticFiles,
  own: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, reason: string): void => {
    response.writeHead(status, { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' }).end(reason);
  };
  // A page of another site whose name was pointed at this machine comes with its own name in the Host header.
  if (!own.has(request.headers.host ?? '')) return refuse(421, 'this address is served to this machine only');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'only GET and HEAD are answered');
  const file = staticFileAt(files, (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/');
  if (!file) return refuse(404, 'not found');
  try {
    const body = await readFile(file.path);
    response.writeHead(200, { ...file.headers, 'Content-Length': body.byteLength });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    refuse(404, 'not found: the page was built again, reload it');
  }
}
