/** `spillway export cloudformation`, which runs the exported app. */
import { once } from 'node:events';
import { watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { orderPipelineGroups } from '../support/groups';
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

  it('writes a template for each group, and what one reads in another is an output of an earlier one', async () => {
    const cwd = await temporaryFolder();
    const drawn = JSON.parse(await readFile(pipeline, 'utf8')) as object;
    const input = JSON.stringify({ ...drawn, groups: orderPipelineGroups });
    const given = ['export', 'cloudformation', '-', '--stacks', 'groups'];
    const without = await spillway(given, { cwd, input });
    expect([without.status, without.out]).toEqual([2, '']);
    expect(without.err).toContain('the app has 4 stacks: --out DIR writes the template of each, --stack NAME prints');

    const [all, one] = await Promise.all([
      spillway([...given, '--out', 'templates'], { cwd, input }),
      spillway([...given, '--stack', 'OrderPipelineMail'], { cwd, input }),
    ]);
    expect([all.status, one.status]).toEqual([0, 0]);
    const order = [...all.err.matchAll(/^ {2}(\w+) in us-east-1/gm)].map(([, name = '']) => name);
    expect(order).toHaveLength(4);
    expect(await readdir(join(cwd, 'templates'))).toEqual(order.map((name) => `${name}.template.json`).toSorted());
    const textOf = (name: string): Promise<string> => readFile(join(cwd, 'templates', `${name}.template.json`), 'utf8');
    expect(one.out).toBe(await textOf('OrderPipelineMail'));
    const earlier = new Map<string, readonly string[]>();
    for (const name of order) {
      const text = await textOf(name);
      const reads = [...text.matchAll(/"StackName": "(.+?)",[^}]*"OutputName": "(.+?)"/g)];
      expect(reads.length > 0).toBe(name !== 'OrderPipeline');
      for (const [, stack = '', output] of reads) expect(earlier.get(stack)).toContain(output);
      earlier.set(name, Object.keys((JSON.parse(text) as { Outputs?: object }).Outputs ?? {}));
    }
    expect(all.out).toContain('OrderPipelineMail.template.json: 13 resources; reads 1 output of OrderPipeline\n');
  }, 120_000);

  it('leaves nothing in the system’s temporary folder, whether it is done, fails or is ended', async () => {
    const [cwd, temporary] = [await temporaryFolder(), await temporaryFolder()];
    const env = { TMPDIR: temporary, TMP: temporary, TEMP: temporary };
    const given = ['export', 'cloudformation', pipeline];
    expect(await spillway(given, { cwd, env })).toMatchObject({ status: 0 });
    expect(await readdir(temporary)).toEqual([]);
    expect(await spillway([...given, '--stack', 'none'], { cwd, env })).toMatchObject({ status: 2 });
    expect(await readdir(temporary)).toEqual([]);
    const atOnce = once(watch(temporary, { persistent: false }), 'change');
    expect(await spillway(given, { cwd, env, until: atOnce })).toMatchObject({ status: null, out: '' });
    expect(await readdir(temporary)).toEqual([]);
    const compiled = vi.waitFor(
      async () =>
        expect(await readdir(temporary, { recursive: true })).toContainEqual(expect.stringMatching(/app\.js$/)),
      60_000,
    );
    expect(await spillway(given, { cwd, env, until: compiled })).toMatchObject({ status: null, out: '' });
    expect(await readdir(temporary)).toEqual([]);
  }, 120_000);
});
