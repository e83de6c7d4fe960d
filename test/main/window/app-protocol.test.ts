import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listStaticFiles } from '../../../main/serve/static-files';
import { answerAppRequest } from '../../../main/window/app-protocol';
import { temporaryFolder } from '../../support/temporary-folder';

async function aPage() {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'page/assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'page/index.html'), '<!doctype html>');
  await writeFile(join(folder, 'page/assets/index-1a.js'), 'export {};');
  await writeFile(join(folder, 'page/run.sh'), 'echo');
  if (process.platform !== 'win32') await symlink(join(folder, 'secret.txt'), join(folder, 'page/link.txt'));
  const files = await listStaticFiles(join(folder, 'page'));
  return (url: string, method = 'GET') => answerAppRequest(files, { url, method });
}

it('the page is served with the policy that it loads nothing from elsewhere', async () => {
  const ask = await aPage();
  const answer = await ask('app://spillway/');
  expect(await answer.text()).toBe('<!doctype html>');
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'none'", "frame-ancestors 'none'"]),
  );
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

it('a script is served as one, and may be kept for good as its name holds its hash', async () => {
  const ask = await aPage();
  const answer = await ask('app://spillway/assets/index-1a.js?v=1#x');
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

it.each([
  'app://spillway/../secret.txt',
  'app://spillway/..%2fsecret.txt',
  'app://spillway/%2e%2e/secret.txt',
  'app://spillway/..%5csecret.txt',
  'app://spillway/assets/../../secret.txt',
  'app://spillway//etc/passwd',
  'app://spillway/link.txt',
  'app://spillway/run.sh',
  'app://spillway/assets/',
  'app://spillway/assets',
  'app://spillway/%',
  'app://spillway/%00index.html',
  'app://spillway/INDEX.HTML',
  'app://other/index.html',
])('%s is not there', async (url) => {
  const ask = await aPage();
  const answer = await ask(url);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe('not found');
});

it('nothing can be sent', async () => {
  const ask = await aPage();
  expect((await ask('app://spillway/', 'POST')).status).toBe(405);
});
