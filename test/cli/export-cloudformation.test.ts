/** `spillway export cloudformation`, which runs the exported app. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type Ended, example, spillway } from '../support/spillway-process';
import { temporaryFolder } from '../support/temporary-folder';

const pipeline = example('order-pipeline');

describe('export cloudformation', () => {
  it('writes the template of the exported app, with the CDK that is installed', async () => {
    const cwd = await temporaryFolder();
    const out = join(cwd, 'template.json');
    const { status, err } = await spillway(['export', 'cloudformation', pipeline, '--out', out], { cwd });
    expect([status, err]).toEqual([0, expect.stringContaining('The code of the functions is not in the template')]);
    const { Resources } = JSON.parse(await readFile(out, 'utf8')) as { Resources: Record<string, { Type: string }> };
    const types = Object.values(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type === 'AWS::SQS::Queue')).toHaveLength(3);
    expect(types.filter((type) => type === 'AWS::Lambda::EventSourceMapping')).toHaveLength(2);
  }, 120_000);

  it('takes the app’s own stack, and names those that are deployed in another Region', async () => {
    const cwd = await temporaryFolder();
    const given = ['export', 'cloudformation', example('web-front'), '--force', '--region', 'eu-west-1'];
    const [own, global, unknown] = await Promise.all([
      spillway(given, { cwd }),
      spillway([...given, '--stack', 'WebFront-global'], { cwd }),
      spillway([...given, '--stack', 'global'], { cwd }),
    ]);
    const types = ({ out }: Ended) => {
      const { Resources } = JSON.parse(out) as { Resources: Record<string, { Type: string }> };
      return new Set(Object.values(Resources).map(({ Type }) => Type));
    };
    expect(types(own)).toContain('AWS::CloudFront::Distribution');
    expect(own.err).toContain('WebFront-global in us-east-1: --stack WebFront-global\n  WebFront in eu-west-1');
    expect(types(global)).toEqual(new Set(['AWS::WAFv2::WebACL']));
    expect([unknown.status, unknown.out]).toEqual([2, '']);
    expect(unknown.err).toContain('it has WebFront-global, WebFront, WebFront-alarms');
  }, 120_000);

  it('leaves nothing in the system’s temporary folder, whether it is done, fails or is ended', async () => {
    const [cwd, temporary] = [await temporaryFolder(), await temporaryFolder()];
    const env = { TMPDIR: temporary, TMP: temporary, TEMP: temporary };
    const given = ['export', 'cloudformation', pipeline];
    expect(await spillway(given, { cwd, env })).toMatchObject({ status: 0 });
    expect(await readdir(temporary)).toEqual([]);
    expect(await spillway([...given, '--stack', 'none'], { cwd, env })).toMatchObject({ status: 2 });
    expect(await readdir(temporary)).toEqual([]);
    const until = vi.waitFor(async () => expect(await readdir(temporary)).toHaveLength(1), 60_000);
    expect(await spillway(given, { cwd, env, until })).toMatchObject({ status: null, out: '' });
    expect(await readdir(temporary)).toEqual([]);
  }, 120_000);
});
