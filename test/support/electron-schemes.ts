/** Custom schemes over the loopback address: app://spillway/x is served as http://spillway.app.localhost:PORT/x. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

export class SchemeServer {
  readonly #handlers = new Map<string, SchemeHandler>();
  readonly #allowed = new Set<string>();
  #server: Server | undefined;
  #port = 0;

  async listen(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    await new Promise<void>((done) => void this.#server?.listen(0, '127.0.0.1', done));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const own = new URL(this.own(`http://${request.headers.host}${request.url}`));
    const handler = this.#handlers.get(own.protocol.slice(0, -1));
    const answer = handler
      ? await handler(new Request(own.href, { method: request.method ?? 'GET' }))
      : new Response(null, { status: 404 });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  allow(scheme: string): void {
    this.#allowed.add(scheme);
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (!this.#allowed.has(scheme)) throw new Error(`the scheme ${scheme} was not registered before the app was ready`);
    this.#handlers.set(scheme, handler);
  }

  /** The address under which a browser gets it. */
  served(url: string): string {
    const { protocol, host, pathname, search, hash } = new URL(url);
    return `http://${host}.${protocol.slice(0, -1)}.localhost:${this.#port}${pathname}${search}${hash}`;
  }

  /** The address in its own scheme; one of elsewhere stays as it is. */
  own(url: string): string {
    const { hostname, port, pathname, search, hash } = new URL(url);
    const [host, scheme, last] = hostname.split('.');
    if (last !== 'localhost' || Number(port) !== this.#port) return url;
    return `${scheme}://${host}${pathname}${search}${hash}`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((done) => void this.#server?.close(done));
  }
}
