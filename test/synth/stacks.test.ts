/** Exported apps whose groups are stacks, judged by AWS's tools, and by the order that the CDK finds for itself. */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { planExport } from '#shared/cdk/plan-export';
import { RECORD_PATH } from '#shared/cdk/record';
import type { StackChoice } from '#shared/cdk/stack-choice';
import { planStacks, type StackGroup } from '#shared/cdk/stacks';
import type { Graph } from '#shared/model/graph';
import { exampleGraphs } from '../support/example-graphs';
import { orderPipelineGroups, randomGroups } from '../support/groups';
import { pairwise } from './drawings';
import { isFalseAlarm } from './false-alarms';
import { runGeneratedTests } from './generated-tests';
import { deployableDrawings } from './random-drawings';
import {
  compile,
  constructIdsOf,
  synthesise,
  type Synthesised,
  type Template,
  type TemplateResource,
  workshop,
  writeApp,
} from './synthesise';
import { wiringFaults } from './wiring/index';

/** Another seed makes other drawings and takes other kinds; `SPILLWAY_KINDS=all` takes all kinds, which takes minutes. */
const SEED = Number(process.env['SPILLWAY_SEED'] ?? 1);
const KINDS = process.env['SPILLWAY_KINDS'] === 'all' ? Infinity : 4;
/** What is worth its time in each run: policies that name the other end, grants on objects of another stack, rules. */
const ALWAYS: ReadonlySet<string> = new Set([
  'sns-queue-subscription',
  'lambda-write-objects',
  'eventbridge-queue-target',
  'sqs-redrive',
  'api-gateway-lambda-authorizer',
  'appflow-bucket-source',
]);

interface Grouped {
  readonly graph: Graph;
  readonly groups: readonly StackGroup[];
}

/** What each connection begins at in one group, and the rest in the other. */
function halves(graph: Graph): Grouped {
  const begins = new Set(graph.connections.map(({ from }) => from.resource.id));
  const ids = graph.resources.map(({ id }) => id);
  return {
    graph,
    groups: [
      { id: 'near', name: 'Near', members: ids.filter((id) => begins.has(id)) },
      { id: 'far', name: 'Far', members: ids.filter((id) => !begins.has(id)) },
    ],
  };
}

function kinds(): ReadonlyMap<string, Grouped> {
  const all = [...pairwise()];
  const others = all.filter(([name]) => !ALWAYS.has(name));
  const turn = ((SEED - 1) * KINDS) % others.length || 0;
  const chosen = KINDS === Infinity ? others : [...others, ...others].slice(turn, turn + KINDS);
  return new Map(
    [...all.filter(([name]) => ALWAYS.has(name)), ...chosen].map(([name, graph]) => [name, halves(graph)]),
  );
}

async function randomly(count: number): Promise<ReadonlyMap<string, Grouped>> {
  const drawings = await deployableDrawings(count, SEED);
  return new Map(
    [...drawings].map(([name, graph]) => {
      const [groups = []] = fc.sample(randomGroups(graph), { numRuns: 1, seed: SEED });
      return [name, { graph, groups }];
    }),
  );
}

const PROJECT = { slug: 'test', className: 'Test' };
const pipeline = exampleGraphs().get('order-pipeline') as Graph;
const apps = new Map<string, Grouped>([
  ['order-pipeline', { graph: pipeline, groups: orderPipelineGroups }],
  ...kinds(),
  ...(await randomly(4)),
]);

/** Example, the choice of its first export, and that of the next one into the same folder. */
const TURNED: Readonly<Record<string, readonly [example: string, from: StackChoice, to: StackChoice]>> = {
  'order-pipeline-one-to-joined': ['order-pipeline', 'one', 'joined'],
  'order-pipeline-joined-to-one': ['order-pipeline', 'joined', 'one'],
  'web-front-one-to-joined': ['web-front', 'one', 'joined'],
  'web-front-joined-to-one': ['web-front', 'joined', 'one'],
};

/** What the folder holds once its person, who changed no file, has done with the files what the export advises. */
async function turned(graph: Graph, from: StackChoice, to: StackChoice): Promise<ReadonlyMap<string, string>> {
  const { groups } = halves(graph);
  // Something is left in no group.
  const some = groups.map((group) => ({ ...group, members: group.members.slice(0, -1) }));
  const options = { version: '1.2.3', force: true, groups: some };
  let there: ReadonlyMap<string, string> = (await exportCdk(graph, undefined, { ...options, stacks: from })).files;
  for (let round = 0; round < 2; round += 1) {
    const record = there.get(RECORD_PATH);
    const plan = planExport(there, await exportCdk(graph, undefined, { ...options, record, stacks: to }));
    const after = new Map([...there, ...plan.writes]);
    for (const path of plan.removes) after.delete(path);
    // bin/app.ts makes the stacks of the other choice, and classes of stacks that are no more extend nothing.
    const isAdvised = (path: string): boolean => plan.advice.some((sentence) => sentence.startsWith(`${path} `));
    there = new Map([...after].filter(([path]) => !isAdvised(path)));
  }
  return there;
}

/** The template of all stacks together, where each resource comes after those of the stacks that its own waits for. */
function inOrder(synthesised: Synthesised | undefined): Template {
  const { template, stacks = {}, error } = synthesised ?? {};
  if (!template) throw new Error(`it was not synthesised: ${error}`);
  const resources = Object.entries(template.Resources);
  const stackOf = ({ Metadata }: TemplateResource): string => Metadata?.['aws:cdk:path']?.split('/')[0] ?? '';
  const before = (stack: string): readonly string[] =>
    (stacks[stack] ?? []).flatMap((other) => [other, ...before(other)]);
  return {
    Resources: Object.fromEntries(
      resources.map(([id, resource]) => {
        const earlier = new Set(before(stackOf(resource)));
        const ids = resources.filter(([, each]) => earlier.has(stackOf(each))).map(([each]) => each);
        return [id, { ...resource, DependsOn: [resource.DependsOn ?? [], ids].flat(2) }];
      }),
    ),
  };
}

let shop: Awaited<ReturnType<typeof workshop>>;
let typeErrors: string;
const constructIds = new Map<string, Readonly<Record<string, string>>>();
let testReport: Awaited<ReturnType<typeof runGeneratedTests>>;
let answer: Readonly<Record<string, Synthesised>>;

beforeAll(async () => {
  shop = await workshop();
  for (const [name, { graph, groups }] of apps) {
    // Circles share a stack, so that there is something to synthesise in any case.
    const made = await exportCdk(graph, undefined, { version: '1.2.3', force: true, groups, stacks: 'joined' });
    if (made.blocked) throw new Error(`${name}: ${made.blocked.map(({ message }) => message).join('; ')}`);
    await writeApp(join(shop.folder, name), made.files);
    constructIds.set(name, constructIdsOf(made.files));
  }
  for (const [name, [example, from, to]] of Object.entries(TURNED))
    await writeApp(join(shop.folder, name), await turned(exampleGraphs().get(example) as Graph, from, to));
  testReport = await runGeneratedTests(shop.folder, ['order-pipeline', 'eventbridge-queue-target']);
  typeErrors = await compile(shop.folder, [...apps.keys(), ...Object.keys(TURNED)]);
  answer = await synthesise(shop.folder, [...apps.keys()]);
  // A limit against hangs.
}, 900_000);

afterAll(() => shop.dispose());

test('they type-check under their own settings, and so do those of which the choice was changed', () => {
  expect(typeErrors).toBe('');
});

test('the tests that come with them pass', () => {
  expect(testReport.failures).toEqual([]);
  expect(testReport.count).toBeGreaterThan(10);
});

describe.each([...apps.keys()])('%s', (name) => {
  test('synthesises without a word from cdk-nag, cdk-preflight or AWS’s engine', () => {
    expect(answer[name]?.error).toBeUndefined();
    expect(answer[name]?.findings.filter((finding) => !isFalseAlarm(finding))).toEqual([]);
  });

  test('has in its stacks together what is drawn, and nothing else', () => {
    const template = inOrder(answer[name]);
    expect(wiringFaults((apps.get(name) as Grouped).graph, template, constructIds.get(name) ?? {})).toEqual([]);
  });

  test('has stacks of which the CDK finds each to wait for stacks before it alone', () => {
    const { graph, groups } = apps.get(name) as Grouped;
    const order = planStacks(graph, undefined, groups, 'joined', PROJECT).stacks.map(({ names }) => names.stackId);
    const project = graph.name === 'test' ? 'Test' : 'OrderPipeline';
    const found = Object.entries(answer[name]?.stacks ?? {}).filter(([stack]) => !stack.includes('-'));
    for (const [stack, before] of found) {
      const place = (each: string): number => order.indexOf(each.replace(project, 'Test'));
      expect(place(stack)).toBeGreaterThanOrEqual(0);
      for (const each of before.filter((other) => place(other) >= 0)) expect(place(each)).toBeLessThan(place(stack));
    }
  });
});
