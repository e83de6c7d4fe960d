/** Files that the built command line writes: projects, apps, pictures and reports. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type Ended, example, spillway } from '../support/spillway-process';
import { temporaryFolder } from '../support/temporary-folder';

// Each test starts up to four processes.
vi.setConfig({ testTimeout: 60_000 });

const pipeline = example('order-pipeline');

const json = async (...args: readonly string[]): Promise<any> => JSON.parse((await spillway(args)).out);

describe('files', () => {
  it('new writes a project once, fmt finds it canonical, and an edited one not', async () => {
    const cwd = await temporaryFolder();
    expect(await spillway(['new', 'shop', '--example', 'queue-worker'], { cwd })).toEqual({
      status: 0,
      out: 'shop.spillway\n',
      err: '',
    });
    expect((await spillway(['new', 'shop'], { cwd })).status).toBe(2);
    expect((await spillway(['fmt', '--check', 'shop.spillway'], { cwd })).status).toBe(0);
    const path = join(cwd, 'shop.spillway');
    const canonical = await readFile(path, 'utf8');
    await writeFile(path, JSON.stringify(JSON.parse(canonical)));
    expect((await spillway(['fmt', '--check', 'shop.spillway'], { cwd })).status).toBe(1);
    expect((await spillway(['fmt', 'shop.spillway'], { cwd })).out).toBe('shop.spillway\n');
    expect(await readFile(path, 'utf8')).toBe(canonical);
  });

  it('fmt leaves alone what it could not write back whole', async () => {
    const cwd = await temporaryFolder();
    const text = '{"format": 1, "name": "a", "name": "b", "resources": [], "connections": []}';
    await writeFile(join(cwd, 'twice.spillway'), text);
    expect((await spillway(['fmt', 'twice.spillway'], { cwd })).status).toBe(2);
    expect(await readFile(join(cwd, 'twice.spillway'), 'utf8')).toBe(text);
  });

  it('export cdk writes an app, keeps what is the person’s, and asks what to do about an edited file', async () => {
    const cwd = await temporaryFolder();
    const exportCdk = (...more: readonly string[]): Promise<Ended> =>
      spillway(['export', 'cdk', pipeline, '--out', 'app', ...more], { cwd });
    expect((await exportCdk('--dry-run')).out).toContain('would write bin/app.ts');
    await expect(readFile(join(cwd, 'app/bin/app.ts'))).rejects.toThrow('ENOENT');
    expect((await exportCdk()).status).toBe(0);
    expect((await exportCdk()).out).toMatch(/^app: 0 written, \d+ unchanged\n$/);
    await writeFile(join(cwd, 'app/bin/app.ts'), '// mine\n');
    await writeFile(join(cwd, 'app/README.md'), 'edited\n');
    const { status, out, err } = await exportCdk();
    expect([status, out]).toEqual([1, expect.stringContaining('left README.md: it was edited by hand')]);
    expect(err).toContain('\n-edited\n');
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toBe('edited\n');
    expect((await exportCdk('--on-edited', 'beside')).status).toBe(0);
    expect(await readFile(join(cwd, 'app/bin/app.ts'), 'utf8')).toBe('// mine\n');
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toBe('edited\n');
    expect(await readFile(join(cwd, 'app/README.md.new'), 'utf8')).toContain('#');
    await exportCdk('--on-edited', 'overwrite');
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toContain('#');
  });

  it('export cdk makes stacks of groups, keeps the choice, and refuses a circle before anything is written', async () => {
    const cwd = await temporaryFolder();
    const document = JSON.parse(await readFile(pipeline, 'utf8')) as Record<string, unknown>;
    const group = (id: string, members: readonly string[]) => ({ id, name: id, members });
    const write = (...groups: readonly object[]): Promise<void> =>
      writeFile(join(cwd, 'grouped.spillway'), JSON.stringify({ ...document, groups }));
    const exportCdk = (...more: readonly string[]): Promise<Ended> =>
      spillway(['export', 'cdk', 'grouped.spillway', '--out', 'app', ...more], { cwd });
    await write(group('payments', ['billing', 'billing-failed', 'charge-card']));
    expect((await exportCdk('--stacks', 'groups')).out).toContain('wrote lib/order-pipeline-payments-stack.ts');
    expect((await exportCdk()).out).toMatch(/^app: 0 written, \d+ unchanged\n$/);

    await write(group('payments', ['billing', 'create-order']), group('topics', ['order-events']));
    const { status, out, err } = await exportCdk();
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/what is in no group and payments cannot be stacks of their own.*take billing out of payments/);
    expect(err).toContain('--stacks joined has groups in a circle share a stack');
    expect((await exportCdk('--stacks', 'some')).status).toBe(2);
  });

  it('export cdk writes a design that spills at the load, and says so', async () => {
    const cwd = await temporaryFolder();
    const { status, err } = await spillway(['export', 'cdk', pipeline, '--out', 'app', '--load', '3'], { cwd });
    expect(status).toBe(0);
    expect(err).toContain('limits do not hold');
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toContain('It spills at the drawn load');
  });

  it('export cdk writes nothing while an error of the design stands', async () => {
    const cwd = await temporaryFolder();
    const text = await readFile(pipeline, 'utf8');
    await writeFile(join(cwd, 'short.spillway'), text.replace('"timeout": 30', '"timeout": 60'));
    const { status, out, err } = await spillway(['export', 'cdk', 'short.spillway', '--out', 'app'], { cwd });
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('lambda/visibility-timeout-covers-function-timeout');
  });
});

describe('pictures and reports', () => {
  it('a picture is written at the load that was asked for, and is read as the project that it shows', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'pipeline.svg');
    const { status, out } = await spillway([
      'export',
      'svg',
      pipeline,
      '--load',
      '3x',
      '--theme',
      'dark',
      '--out',
      file,
    ]);
    expect([status, out]).toEqual([0, `${file}\n`]);
    expect(await readFile(file, 'utf8')).toContain('sustains 571/s');
    expect((await spillway(['fmt', '--check', pipeline])).status).toBe(0);
    const [direct, throughPicture] = [
      await json('evaluate', pipeline, '--format', 'json'),
      await json('evaluate', file, '--format', 'json'),
    ];
    expect(throughPicture).toEqual(direct);
  });

  it('a report is printed as Markdown with the drawing, and as HTML without a script', async () => {
    const markdown = await spillway(['export', 'markdown', pipeline]);
    expect(markdown.out).toMatch(/^# Order pipeline\n[^]*```mermaid\nflowchart LR[^]*## Where the figures come from/);
    const html = await spillway(['export', 'html', pipeline]);
    expect(html.out).toMatch(/^<!doctype html>/);
    expect(html.out).not.toContain('<script');
  });

  it('a picture of something else, and a folder that is not there, end with a sentence', async () => {
    const picture = await spillway(['evaluate', '-'], { input: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
    expect([picture.status, picture.err]).toEqual([
      2,
      expect.stringContaining('is a picture without a Spillway project'),
    ]);
    const nowhere = await spillway(['export', 'svg', pipeline, '--out', '/nowhere/at/all.svg']);
    expect([nowhere.status, nowhere.out]).toEqual([2, '']);
    expect(nowhere.err).toContain('/nowhere/at/all.svg');
  });
});
