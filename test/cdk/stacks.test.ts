import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { planExport } from '#shared/cdk/plan-export';
import { RECORD_PATH } from '#shared/cdk/record';
import type { StackChoice } from '#shared/cdk/stack-choice';
import { planStacks, type StackGroup } from '#shared/cdk/stacks';
import type { Graph } from '#shared/model/graph';
import { type Drawn, drawing } from '../support/drawing';
import { exampleGraphs } from '../support/example-graphs';
import { grouped, orderPipelineGroups, randomGroups } from '../support/groups';
import { edit } from '../support/exported-files';
import { randomDrawing } from '../support/random-drawing';

const OPTIONS = { version: '1.2.3', force: true };
const PROJECT = { slug: 'test', className: 'Test' };
const pipeline = exampleGraphs().get('order-pipeline') as Graph;
const apart = { ...OPTIONS, stacks: 'groups', groups: orderPipelineGroups } as const;

const exported = (drawn: Drawn, groups: readonly StackGroup[], stacks?: StackChoice, record?: string) =>
  exportCdk(drawing(drawn), undefined, { ...OPTIONS, groups, stacks, record });

async function messages(drawn: Drawn, groups: readonly StackGroup[]): Promise<readonly string[]> {
  const { files, blocked = [] } = await exported(drawn, groups, 'groups');
  expect(blocked.length > 0).toBe(files.size === 0);
  return blocked.map(({ message }) => message);
}

test('an app whose groups are stacks is exported as it was when somebody last read it', async () => {
  const { files } = await exportCdk(pipeline, undefined, apart);
  for (const [path, text] of files) {
    if (!/^(?:bin|lib|test)\/|README|export\.json|package\.json/.test(path)) continue;
    await expect(text).toMatchFileSnapshot(resolve(import.meta.dirname, '../golden/cdk-groups', `${path}.txt`));
  }
});

test('the choice is kept with the folder, and the same export writes the same bytes', async () => {
  const first = await exportCdk(pipeline, undefined, apart);
  const record = first.files.get(RECORD_PATH);
  const again = await exportCdk(pipeline, undefined, { ...OPTIONS, groups: orderPipelineGroups, record });
  expect([...again.files]).toEqual([...first.files]);
  expect(planExport(first.files, again)).toMatchObject({ outcome: 'go', writes: new Map(), removes: [], advice: [] });
});

test('one stack is what an app is without a choice, groups or not', async () => {
  const [plain, drawn] = [
    await exportCdk(pipeline, undefined, OPTIONS),
    await exportCdk(pipeline, undefined, { ...OPTIONS, groups: orderPipelineGroups }),
  ];
  expect([...drawn.files]).toEqual([...plain.files]);
});

test('names and ids stay when resources and groups are renamed', async () => {
  const renamed = {
    ...pipeline,
    resources: pipeline.resources.map((resource) => ({ ...resource, name: `Renamed ${resource.id}` })),
  };
  const groups = orderPipelineGroups.map((group) => ({ ...group, name: `Renamed ${group.id}` }));
  const record = async (graph: Graph, its: readonly StackGroup[]) => {
    const { files } = await exportCdk(graph, undefined, { ...apart, groups: its });
    return (JSON.parse(files.get(RECORD_PATH) ?? '') as { resources: object }).resources;
  };
  expect(await record(renamed, groups)).toEqual(await record(pipeline, orderPipelineGroups));
});

test('a name of people’s choosing cannot end a comment or a text', async () => {
  const groups = orderPipelineGroups.map((group) => ({ ...group, name: "*/ ' ` ${x} \\ \n" }));
  const { files } = await exportCdk(pipeline, undefined, { ...apart, groups });
  const { files: plain } = await exportCdk(pipeline, undefined, apart);
  expect([...files.keys()]).toEqual([...plain.keys()]);
  expect(files.get('lib/generated/order-pipeline-stacks.ts')).toContain(`"Order pipeline: * / ' ’ \${x} /"`);
});

describe('a circle of stacks', () => {
  const there: Drawn = {
    resources: { 'place-order': ['lambda'], 'charge-card': ['lambda'], tell: ['sqs'] },
    connections: [
      ['lambda/invoke', 'place-order', 'charge-card'],
      ['lambda/send-message', 'charge-card', 'tell'],
      ['lambda/queue-event-source', 'tell', 'place-order'],
    ],
  };

  test('is told by the two connections that close it, with the resource to move', async () => {
    const groups = grouped({ orders: ['place-order', 'tell'], billing: ['charge-card'] });
    expect(await messages(there, groups)).toEqual([
      'billing and orders cannot be stacks of their own, each would have to be deployed before the other: charge-card → tell makes billing wait for orders and place-order → charge-card makes orders wait for billing; move place-order to billing, or let groups in a circle share a stack',
    ]);
  });

  test('takes a resource out of its group where the other stack is that of no group', async () => {
    const drawn: Drawn = {
      resources: { charge: ['lambda'], hub: ['lambda'], refunds: ['sqs'] },
      connections: [
        ['lambda/invoke', 'charge', 'hub'],
        ['lambda/send-message', 'hub', 'refunds'],
      ],
    };
    const [message] = await messages(drawn, grouped({ billing: ['charge', 'refunds'] }));
    expect(message).toContain('hub → refunds makes what is in no group wait for billing');
    expect(message).toContain('charge → hub makes billing wait for what is in no group; take charge out of billing');
  });

  test('is closed by one connection where each end’s policy names the other', async () => {
    const drawn: Drawn = {
      resources: { uploads: ['s3'], jobs: ['sqs'] },
      connections: [['s3/queue-notification', 'uploads', 'jobs']],
    };
    const [message] = await messages(drawn, grouped({ media: ['uploads'], work: ['jobs'] }));
    expect(message).toContain('uploads → jobs makes media wait for work and work wait for media; move jobs to media');
  });

  test('names no move after which the same stacks are in a circle still, nor in one with where it goes', async () => {
    const upload = exampleGraphs().get('upload-pipeline') as Graph;
    const work = ['to-resize', 'resize', 'to-resize-failed'];
    const blockedBy = async (groups: readonly StackGroup[]) => {
      const { blocked = [] } = await exportCdk(upload, undefined, { ...OPTIONS, groups, stacks: 'groups' });
      return blocked.map(({ message }) => message);
    };
    const [message] = await blockedBy(grouped({ store: ['photos'], work }));
    expect(message).toContain('; move photos to work, or let groups in a circle share a stack');
    // Another circle, which is told then.
    const [next] = await blockedBy(grouped({ work: [...work, 'photos'] }));
    expect(next).toContain('what is in no group and work cannot be stacks');
    expect(next).not.toContain('store');
  });

  test('shares one stack where the person chose so', async () => {
    const { files, blocked } = await exported(
      there,
      grouped({ orders: ['place-order', 'tell'], billing: ['charge-card'] }),
      'joined',
    );
    expect(blocked).toBeUndefined();
    expect([...files.keys()].filter((path) => path.endsWith('-architecture.ts'))).toEqual([
      'lib/generated/test-billing-architecture.ts',
    ]);
    expect(files.get('README.md')).toContain(
      'but for those that would each have to be deployed before the other: billing and orders share TestBilling.',
    );
  });
});

test('a rule of a bus stands with its target, so that a group may publish to the bus and be a target of it', async () => {
  const drawn: Drawn = {
    resources: { events: ['eventbridge'], ship: ['lambda'], parcels: ['sqs'] },
    connections: [
      ['eventbridge/queue-target', 'events', 'parcels'],
      ['lambda/put-events', 'ship', 'events'],
    ],
  };
  const { files } = await exported(drawn, grouped({ shipping: ['ship', 'parcels'] }), 'groups');
  expect(files.get('lib/generated/test-shipping-architecture.ts')).toContain(
    "this.#eventRuleApart(this.events, 'Events', 'ToParcels'",
  );
  expect(files.get('lib/generated/test-shipping-monitoring.ts')).toContain("'ToParcelsFailed'");
  expect(files.get('lib/generated/test-monitoring.ts')).not.toContain('ToParcels');
});

test('the setting of the whole account is left to the first stack that has it, which the others wait for', async () => {
  const drawn: Drawn = {
    resources: { 'a-api': ['api-gateway'], 'b-api': ['api-gateway'], a: ['lambda'], b: ['lambda'] },
    connections: [
      ['api-gateway/lambda-proxy', 'a-api', 'a'],
      ['api-gateway/lambda-proxy', 'b-api', 'b'],
    ],
  };
  const { files } = await exported(drawn, grouped({ one: ['a-api', 'a'], two: ['b-api', 'b'] }), 'groups');
  const text = files.get('lib/generated/test-stacks.ts') ?? '';
  expect(text.match(/managesApiGatewayLogRole: false/g)).toHaveLength(1);
  expect(text).toContain('testTwoStack.addStackDependency(testOneStack);');
});

test('another choice renews what nobody edited, and leaves the person’s files with what they have to do with them', async () => {
  const before = (await exportCdk(pipeline, undefined, OPTIONS)).files;
  const after = await exportCdk(pipeline, undefined, { ...apart, record: before.get(RECORD_PATH) });
  const moved =
    '7 resources go to another stack (billing to OrderPipelinePayments, billing-failed to OrderPipelinePayments, charge-card to OrderPipelinePayments and 4 more): where the app is deployed, CloudFormation makes them anew there, and what queues, streams, tables and buckets hold stays behind in those that are kept';
  const untouched = planExport(before, after);
  expect([untouched.outcome, untouched.kept, untouched.advice]).toEqual(['go', [], [moved]]);
  for (const path of ['bin/app.ts', 'package.json', 'lib/generated/order-pipeline-stacks.ts']) {
    expect(untouched.writes.get(path)).toBe(after.files.get(path));
  }
  const edited = planExport(edit(before, 'bin/app.ts', 'package.json'), after);
  expect([edited.outcome, edited.kept]).toEqual(['go', ['bin/app.ts', 'package.json']]);
  expect(edited.advice).toEqual([APP_OF_ANOTHER_CHOICE, moved]);
});

const APP_OF_ANOTHER_CHOICE =
  'bin/app.ts is yours and does not make the stacks of this export, so that the app does not compile or leaves some out: have it use ../lib/generated/order-pipeline-stacks, or remove it and export again';

test('an app that makes other stacks is told so at each export, and no more once it makes these', async () => {
  const first = edit((await exportCdk(pipeline, undefined, OPTIONS)).files, 'bin/app.ts');
  const record = (files: ReadonlyMap<string, string>) => files.get(RECORD_PATH);
  const next = await exportCdk(pipeline, undefined, { ...apart, record: record(first) });
  const there = new Map([...first, ...planExport(first, next).writes]);
  const again = await exportCdk(pipeline, undefined, { ...apart, record: record(there) });
  const adviceOn = (app: string): readonly string[] =>
    planExport(new Map([...there, ['bin/app.ts', app]]), again).advice;
  expect(planExport(there, again).advice).toEqual([APP_OF_ANOTHER_CHOICE]);
  const made = next.files.get('bin/app.ts') ?? '';
  expect(adviceOn(`${made}// mine\n`)).toEqual([]);
  // Made by hand: each stack, or in a file of the person's.
  const names = ['', '-mail', '-ordering', '-payments'];
  expect(adviceOn(names.map((name) => `import {} from "../lib/order-pipeline${name}-stack.js";\n`).join(''))).toEqual(
    [],
  );
  expect(adviceOn(`import { make } from '../lib/mine';\n`)).toEqual([]);
  expect(adviceOn(`// ${made.split('\n')[2]}\n${first.get('bin/app.ts')}`)).toEqual([APP_OF_ANOTHER_CHOICE]);

  const back = await exportCdk(pipeline, undefined, { ...OPTIONS, record: record(next.files), stacks: 'one' });
  const [advice] = planExport(edit(next.files, 'bin/app.ts'), back).advice;
  expect(advice).toContain('have it use ../lib/order-pipeline-stack, or remove it');
});

test('stacks that leave the app are named in its README and at each export, until they are taken off the record', async () => {
  const first = (await exportCdk(pipeline, undefined, apart)).files;
  const one = (record = '') => exportCdk(pipeline, undefined, { ...OPTIONS, record, stacks: 'one' });
  const left =
    'OrderPipelineMail, OrderPipelineOrdering and OrderPipelinePayments are stacks of an earlier export that this one does not make: where deployed, they go on working beside the new ones, so destroy them first from the earlier export (npx cdk destroy OrderPipelineMail OrderPipelineOrdering OrderPipelinePayments), then take them out of `left` in .spillway/export.json';
  const next = await one(first.get(RECORD_PATH));
  expect(planExport(first, next).advice).toContain(left);
  expect(next.files.get('README.md')).toContain(
    'npx cdk destroy OrderPipelineMail OrderPipelineOrdering OrderPipelinePayments\n',
  );
  const again = await one(next.files.get(RECORD_PATH));
  expect([...again.files]).toEqual([...next.files]);
  expect(planExport(next.files, again).advice).toEqual([left]);
  const cleared = await one(next.files.get(RECORD_PATH)?.replace(/"left": \[[^\]]*\]/, '"left": []'));
  expect(cleared.files.get('README.md')).not.toContain('cdk destroy');
  // A stack that comes back is left no more.
  const back = await exportCdk(pipeline, undefined, { ...apart, record: next.files.get(RECORD_PATH) });
  expect(back.files.get(RECORD_PATH)).not.toContain('"left"');
});

test('a stack of its own in us-east-1 leaves with the stack that it belongs to', async () => {
  const graph = exampleGraphs().get('web-front') as Graph;
  const abroad = { ...graph, account: { ...graph.account, region: 'eu-central-1' } };
  const groups = grouped({ edge: ['guard', 'site'] });
  const first = await exportCdk(abroad, undefined, { ...OPTIONS, groups, stacks: 'joined' });
  const record = first.files.get(RECORD_PATH);
  const next = await exportCdk(abroad, undefined, { ...OPTIONS, record, stacks: 'one' });
  expect(next.files.get('README.md')).toContain(
    'npx cdk destroy WebFrontEdge WebFrontEdge/GlobalStack WebFrontEdge/Monitoring/us-east-1\n',
  );
});

test('the README has a row for what stands in us-east-1, in the order of deployment', async () => {
  const graph = exampleGraphs().get('web-front') as Graph;
  const abroad = { ...graph, account: { ...graph.account, region: 'eu-central-1' } };
  const groups = grouped({ edge: ['guard', 'site'] });
  const { files } = await exportCdk(abroad, undefined, { ...OPTIONS, groups, stacks: 'joined' });
  expect(files.get('README.md')).toContain(
    `| WebFrontEdge-global (us-east-1) | edge | guard |  |
| WebFrontEdge | edge | site | WebFront, WebFrontEdge-global |
| WebFrontEdge-alarms (us-east-1) | edge | alarms on what AWS measures there | WebFrontEdge |`,
  );
});

test('a class of the person’s is written the same whatever becomes of the groups, and goes on to compile', async () => {
  for (const name of ['order-pipeline', 'queue-worker', 'web-front']) {
    const graph = exampleGraphs().get(name) as Graph;
    const groups = grouped({ some: graph.resources.slice(0, 2).map(({ id }) => id) });
    const [one, several] = [
      await exportCdk(graph, undefined, OPTIONS),
      await exportCdk(graph, undefined, { ...OPTIONS, groups, stacks: 'joined' }),
    ];
    const paths = [...one.files.keys()].filter((path) => /^lib\/[^/]+-stack\.ts$/.test(path));
    expect(paths).toHaveLength(1);
    for (const path of paths) expect(several.files.get(path) ?? one.files.get(path)).toBe(one.files.get(path));
  }
});

test('a class of the person’s that takes too little, as earlier versions wrote it, is told with what it is to take', async () => {
  const path = 'lib/order-pipeline-mail-stack.ts';
  const app = await exportCdk(pipeline, undefined, apart);
  const adviceOn = (text: string): readonly string[] => planExport(new Map([...app.files, [path, text]]), app).advice;
  const text = app.files.get(path) ?? '';
  const advice =
    'lib/order-pipeline-mail-stack.ts is yours and takes `props?: StackProps`, which is less than its stack now needs: the app does not compile until it takes `props: OrderPipelineMailProps`, of ./generated/order-pipeline-mail-architecture';
  expect(adviceOn(text.replace('props: OrderPipelineMailProps', 'props?: StackProps'))).toEqual([advice]);
  expect(adviceOn(text.replace('props: OrderPipelineMailProps', 'props?: OrderPipelineMailProps'))).toHaveLength(1);
  expect(adviceOn(`${text}// mine\n`)).toEqual([]);
  expect(adviceOn(text.replace('props: OrderPipelineMailProps', 'props: MailProps'))).toEqual([]);
});

test('any grouping of any drawing is a circle that is told, or stacks of which each refers to those before it', () => {
  fc.assert(
    fc.property(
      randomDrawing.map(drawing).chain((graph) => fc.tuple(fc.constant(graph), randomGroups(graph))),
      ([graph, groups]) => {
        const chosen = planStacks(graph, undefined, groups, 'groups', PROJECT);
        for (const { message } of chosen.circles) expect(message).toMatch(/ → .* wait for /);
        const joined = planStacks(graph, undefined, groups, 'joined', PROJECT);
        expect(joined.circles).toEqual([]);
        expect(idsOf(joined.stacks)).toEqual(chosen.circles.length === 0 ? idsOf(chosen.stacks) : idsOf(joined.stacks));
        const all = joined.stacks.flatMap(({ emitted }) => emitted.resources.map(({ resource }) => resource.id));
        expect(all.toSorted()).toEqual(joined.emitted.resources.map(({ resource }) => resource.id).toSorted());
      },
    ),
    { numRuns: 60 },
  );
});

const idsOf = (stacks: ReturnType<typeof planStacks>['stacks']): readonly string[] =>
  stacks.map(({ names }) => names.stackId);
