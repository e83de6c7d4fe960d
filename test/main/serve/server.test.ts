import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serveApp } from '../../../main/serve/server';
import { temporaryFolder } from '../../support/temporary-folder';

async function served() {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'page/assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'page/index.html'), '<!doctype html>');
  await writeFile(join(folder, 'page/assets/worker-1a.js'), 'export {};');
  const server = await serveApp(join(folder, 'page'), 0);
  onTestFinished(() => server.close().catch(() => {}));
  return server;
}

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Not by fetch, which tidies paths and sets the Host header itself. */
function ask(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

it('a browser on this machine gets the page, with the same policy as on the desktop', async () => {
  const { url } = await served();
  const answer = await fetch(url);
  expect(await answer.text()).toBe('<!doctype html>');
  expect(answer.headers.get('content-security-policy')).toContain("connect-src 'none'");
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
});

it('localhost is this machine too', async () => {
  const { port } = await served();
  expect((await ask(port, '/', { host: `localhost:${port}` })).status).toBe(200);
});

it.each(['evil.example', 'evil.example:4715', '127.0.0.1', '127.0.0.1.evil.example'])(
  'a page of another site whose name leads here (%j) gets nothing',
  async (host) => {
    const { port } = await served();
    const answer = await ask(port, '/', { host });
    expect(answer.status).toBe(421);
    expect(answer.body).not.toContain('<!doctype');
  },
);

it.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '//secret.txt', '/assets/', '/%', '/none.js'])(
  '%s is not there',
  async (path) => {
    const { port } = await served();
    const answer = await ask(port, path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  },
);

it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  const { port } = await served();
  expect((await ask(port, '/', {}, method)).status).toBe(405);
});

it('HEAD gets the headers alone', async () => {
  const { port } = await served();
  const answer = await ask(port, '/assets/worker-1a.js', {}, 'HEAD');
  expect(answer).toMatchObject({ status: 200, body: '' });
  expect(answer.headers['content-length']).toBe('10');
});

it('other machines cannot connect: it listens on the loopback address only', async () => {
  const { url } = await served();
  expect(new URL(url).hostname).toBe('127.0.0.1');
});

it('a taken port is told', async () => {
  const { port } = await served();
  const folder = await temporaryFolder();
  await expect(serveApp(folder, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it('a page that was not built is told', async () => {
  await expect(serveApp(join(await temporaryFolder(), 'none'), 0)).rejects.toThrow('run npm run build first');
});

it('closes at once, although a browser keeps its connection open', async () => {
  const server = await served();
  const idle = connect(server.port, '127.0.0.1');
  await new Promise((done) => void idle.once('connect', done));
  idle.on('error', () => {});
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow();
});
