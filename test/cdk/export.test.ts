import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import type { ExportFigures } from '#shared/cdk/figures';
import { formatTypeScript } from '#shared/cdk/format';
import { VERSIONS } from '#shared/cdk/versions';
import type { Finding } from '#shared/model/finding';
import type { Graph } from '#shared/model/graph';
import { type Drawn, drawing } from '../support/drawing';
import { exampleGraphs } from '../support/example-graphs';
import { aSpike } from '../support/loads';

const OPTIONS = { version: '1.2.3', loads: [aSpike] };
const golden = (example: string, path: string): string => resolve(import.meta.dirname, '../golden/cdk', example, path);

/** Figures of an evaluation, made up so that a change of the capacity engine is not a change of the export. */
function figures(graph: Graph, findings: readonly Finding[] = []): ExportFigures {
  const limit = (id: string, title: string, used: number, of: number) => ({ id, title, used, limit: of });
  const limits = [
    limit('lambda/reserved-concurrency', 'Reserved concurrency', 41.5, 100),
    limit('lambda/concurrent-executions', 'Unreserved concurrency of the account', 7.25, 900),
    limit('sqs/in-flight', 'Messages in flight', 60_000, 120_000),
    limit('kinesis/shard-records', 'Records written to the busiest shard', 500, 1000),
    limit('kinesis/shard-bytes', 'Bytes written to the busiest shard', 500_000, 1_048_576),
    limit('api-gateway/account-rate', 'Account requests per second', 400, 10_000),
  ];
  const [first] = graph.resources;
  return {
    entryPerSecond: 400,
    sustains: {
      perSecond: 571.4286,
      resource: first?.id ?? '',
      title: 'Maximum concurrency of the event source mapping',
    },
    ladder: [
      {
        perSecond: 571.4286,
        loadFactor: 1.43,
        resource: first?.id ?? '',
        limit: 'lambda/maximum-concurrency',
        title: 'Maximum concurrency',
        beyond: 'messages wait',
        grade: 'exact',
      },
    ],
    findings,
    cost: { usdPerMonth: 1234.5, region: 'us-east-1', asOf: '2026-10-08' },
    resources: Object.fromEntries(
      graph.resources.map(({ id }) => [
        id,
        { offeredPerSecond: 1000, completedPerSecond: 980, failedPerSecond: 20, latencySeconds: 0.1, limits },
      ]),
    ),
  };
}

const typescript = (files: ReadonlyMap<string, string>) => [...files].filter(([path]) => path.endsWith('.ts'));

describe.each([...exampleGraphs()])('%s', (example, graph) => {
  test('is exported as it was when somebody last read it', async () => {
    const { files, yours } = await exportCdk(graph, figures(graph), OPTIONS);
    for (const [path, text] of files) {
      if (path === 'cdk.json') continue;
      // The settings of the tools are the same for all.
      if (example !== 'order-pipeline' && yours.has(path) && !path.startsWith('src/')) continue;
      await expect(text).toMatchFileSnapshot(golden(example, `${path}.txt`));
    }
  });

  test('is the same bytes each time', async () => {
    const [one, other] = [
      await exportCdk(graph, figures(graph), OPTIONS),
      await exportCdk(graph, figures(graph), OPTIONS),
    ];
    expect([...other.files]).toEqual([...one.files]);
  });

  test('is formatted: formatting it again changes nothing', async () => {
    const { files } = await exportCdk(graph, undefined, OPTIONS);
    for (const [path, text] of typescript(files))
      expect(`${path}\n${await formatTypeScript(text)}`).toBe(`${path}\n${text}`);
  });

  test('imports nothing that it does not use', async () => {
    const { files } = await exportCdk(graph, figures(graph), OPTIONS);
    expect(
      typescript(files).flatMap(([path, text]) => unusedImports(text).map((unused) => `${path}: ${unused}`)),
    ).toEqual([]);
  });
});

function unusedImports(text: string): readonly string[] {
  return [...text.matchAll(/^import (?:type )?(?:\* as (?=\w))?\{?([^}]*?)\}? from .*$/gm)].flatMap(
    ([line, list = '']) => {
      const rest = text.replace(line, '');
      const locals = list.split(',').map((each) => each.replace(/^.*\bas\s|type\s/, '').trim());
      return locals.filter((local) => local !== '' && !new RegExp(`\\b${local}\\b`).test(rest));
    },
  );
}

describe('names', () => {
  const drawn: Drawn = {
    resources: { jobs: ['sqs'], worker: ['lambda'], api: ['api-gateway'] },
    connections: [
      ['api-gateway/sqs-integration', 'api', 'jobs'],
      ['lambda/queue-event-source', 'jobs', 'worker'],
    ],
  };
  const code = (text: string | undefined): string =>
    (text ?? '')
      .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      .replaceAll(/reason:\s*(['"])(?:\\.|(?!\1).)*\1/g, 'reason')
      .replaceAll(/\s+/g, ' ');

  test('of people’s choosing appear in comments and descriptions, never in code', async () => {
    const renamed = drawing(drawn);
    for (const resource of renamed.resources)
      Object.assign(resource, { name: `*/ Renamed "${resource.id}" \`\${x}\` \\ \n //` });
    const [before, after] = [
      await exportCdk(drawing(drawn), undefined, OPTIONS),
      await exportCdk(renamed, undefined, OPTIONS),
    ];
    const path = 'lib/generated/test-architecture.ts';
    expect(code(after.files.get(path))).toBe(code(before.files.get(path)));
    expect([...after.files.keys()]).toEqual([...before.files.keys()]);
  });

  test('stay as they are when the drawing grows', async () => {
    const grown = {
      resources: { ...drawn.resources, 'a-new': ['sqs'], 'worker-2': ['lambda'] } as const,
      connections: drawn.connections ?? [],
    };
    const records = await Promise.all(
      [drawn, grown].map(async (each) => {
        const { files } = await exportCdk(drawing(each), undefined, OPTIONS);
        return (JSON.parse(files.get('.spillway/export.json') ?? '') as { resources: object }).resources;
      }),
    );
    expect(records[1]).toMatchObject(records[0] ?? {});
  });
});

describe('an export is stopped', () => {
  const graph = drawing({ resources: { jobs: ['sqs'] } });
  const finding: Finding = {
    rule: 'sqs/any',
    owner: 'check',
    severity: 'error',
    at: { resource: 'jobs' },
    message: 'no',
  };

  test('by an error that nobody acknowledged', async () => {
    const { files, blocked } = await exportCdk(graph, figures(graph, [finding]), OPTIONS);
    expect(files.size).toBe(0);
    expect(blocked).toEqual([finding]);
  });

  test('not by one that is acknowledged, nor by a warning, nor when it is forced', async () => {
    const acknowledged = { ...finding, acknowledged: 'known' };
    const warning = { ...finding, severity: 'warning' as const };
    expect((await exportCdk(graph, figures(graph, [acknowledged, warning]), OPTIONS)).blocked).toBeUndefined();
    expect((await exportCdk(graph, figures(graph, [finding]), { ...OPTIONS, force: true })).blocked).toBeUndefined();
  });

  test('not by a load that spills: the README says where, and the code is what is drawn', async () => {
    const spill: Finding = {
      ...finding,
      rule: 'capacity/limits-hold',
      owner: 'capacity',
      message: 'sends: 9/s needed',
    };
    const { files, blocked, spills } = await exportCdk(graph, figures(graph, [spill]), OPTIONS);
    expect([blocked, spills]).toEqual([undefined, [spill]]);
    expect(files.get('README.md')).toContain('**It spills at the drawn load:**\n\n- jobs: sends: 9/s needed\n');
  });

  const refusals: readonly (readonly [why: string, drawn: Drawn])[] = [
    [
      'b and a move failed messages in a circle: each would have to exist before the other. Let one of them end in a queue of its own',
      {
        resources: { a: ['sqs'], b: ['sqs'] },
        connections: [
          ['sqs/redrive', 'b', 'a'],
          ['sqs/redrive', 'a', 'b'],
        ],
      },
    ],
    [
      'a has a second dead-letter queue, c: a queue has one',
      {
        resources: { a: ['sqs'], b: ['sqs'], c: ['sqs'] },
        connections: [
          ['sqs/redrive', 'a', 'b'],
          ['sqs/redrive', 'a', 'c'],
        ],
      },
    ],
    [
      'api has two integrations for POST /: q and r',
      {
        resources: { api: ['api-gateway'], q: ['sqs'], r: ['sqs'] },
        connections: [
          ['api-gateway/sqs-integration', 'api', 'q'],
          ['api-gateway/sqs-integration', 'api', 'r', { path: '' }],
        ],
      },
    ],
    ['api has no integration: a REST API without methods cannot be deployed', { resources: { api: ['api-gateway'] } }],
    [
      'the filter policy from t to q is not a JSON object of lists',
      {
        resources: { t: ['sns'], q: ['sqs'] },
        connections: [['sns/queue-subscription', 't', 'q', { filterPolicy: '{"a": 1}' }]],
      },
    ],
    [
      'the filter pattern from q to f is not a JSON object',
      {
        resources: { q: ['sqs'], f: ['lambda'] },
        connections: [['lambda/queue-event-source', 'q', 'f', { filterPattern: '{' }]],
      },
    ],
    [
      'f has a second destination for failures, r: a function has one of each',
      {
        resources: { f: ['lambda'], q: ['sqs'], r: ['sqs'] },
        connections: [
          ['lambda/on-failure-queue', 'f', 'q'],
          ['lambda/on-failure-queue', 'f', 'r'],
        ],
      },
    ],
    [
      'q takes the batches of streams that f gives up, but f reads no stream',
      { resources: { f: ['lambda'], q: ['sqs'] }, connections: [['lambda/stream-on-failure-queue', 'f', 'q']] },
    ],
    [
      'q is the dead-letter queue of a subscription, but none of t is left for it',
      { resources: { t: ['sns'], q: ['sqs'] }, connections: [['sns/subscription-dead-letter', 't', 'q']] },
    ],
    [
      'guard protects a distribution, and cannot protect api too',
      {
        resources: { guard: ['waf'], cdn: ['cloudfront'], api: ['api-gateway'], f: ['lambda'] },
        connections: [
          ['waf/protects', 'guard', 'cdn'],
          ['waf/protects', 'guard', 'api'],
          ['cloudfront/function-url-origin', 'cdn', 'f'],
          ['api-gateway/lambda-proxy', 'api', 'f'],
        ],
      },
    ],
    [
      'the usage plan of c throttles GET /, which api does not have',
      {
        resources: { c: ['client'], api: ['api-gateway'], f: ['lambda'] },
        connections: [
          ['client/http-request', 'c', 'api', { usagePlan: true, planMethods: 'GET / 5/s' }],
          ['api-gateway/lambda-proxy', 'api', 'f'],
        ],
      },
    ],
    [
      'api takes no API keys, so that c can have no usage plan there',
      {
        resources: { c: ['client'], api: ['api-gateway', { type: 'HTTP' }], f: ['lambda'] },
        connections: [
          ['client/http-request', 'c', 'api', { usagePlan: true }],
          ['api-gateway/lambda-proxy', 'api', 'f'],
        ],
      },
    ],
  ];
  test.each(refusals)('because %s', async (why, drawn) => {
    const { blocked = [] } = await exportCdk(drawing(drawn), undefined, { ...OPTIONS, force: true });
    expect(blocked.map(({ message }) => message)).toEqual([why]);
    expect(blocked[0]?.rule).toBe('export/can-be-deployed');
  });
});

describe('a web ACL of a distribution', () => {
  const site = (region: string) =>
    drawing({
      region,
      resources: { guard: ['waf', { hasRateRule: true }], site: ['cloudfront'], page: ['lambda'] },
      connections: [
        ['waf/protects', 'guard', 'site'],
        ['cloudfront/function-url-origin', 'site', 'page'],
      ],
    });
  const exported = async (region: string) => {
    const { files } = await exportCdk(site(region), undefined, OPTIONS);
    return {
      stack: files.get('lib/generated/test-architecture.ts'),
      monitoring: files.get('lib/generated/test-monitoring.ts'),
      readme: files.get('README.md'),
      scripts: (JSON.parse(files.get('package.json') ?? '') as { scripts: Record<string, string> }).scripts,
    };
  };

  test('has a stack of its own in us-east-1, where the app is elsewhere', async () => {
    const { stack, monitoring, readme, scripts } = await exported('eu-west-1');
    expect(stack).toContain("new wafv2.CfnWebACL(this.#globalStack(), 'Guard', {");
    expect(stack).toContain("env: { account: this.account, region: 'us-east-1' }");
    expect(scripts['deploy']).toBe('cdk deploy --all');
    expect(readme).toContain('npx cdk deploy --all # to eu-west-1 and us-east-1');
    // Its metrics are where it is, and so are the alarms on them.
    expect(monitoring).toContain(
      'new Stack(this, region, { stackName: `${stackName}-alarms`, env: { account, region } })',
    );
  });

  test('stands beside the distribution in us-east-1', async () => {
    const { stack, monitoring, scripts } = await exported('us-east-1');
    expect(stack).toContain("new wafv2.CfnWebACL(this, 'Guard', {");
    expect(stack).not.toContain('globalStack');
    expect(scripts['deploy']).toBe('cdk deploy');
    expect(monitoring).toContain("namespace: 'AWS/WAFV2'");
    expect(monitoring).not.toContain('alarmsApart');
    // Without this dimension there is no metric of CloudFront.
    expect(monitoring).toContain("dimensionsMap: { DistributionId: design.site.distributionId, Region: 'Global' }");
  });
});

describe('what the drawing cannot say', () => {
  test('is left to the person, in the README', async () => {
    const graph = drawing({
      resources: {
        t: ['sns'],
        q: ['sqs'],
        f: ['lambda', { runtime: 'java21' }],
        c: ['client'],
        api: ['api-gateway', { endpoint: 'private' }],
      },
      connections: [
        ['sns/queue-subscription', 't', 'q', { filterShare: 0.2 }],
        ['api-gateway/lambda-proxy', 'api', 'f'],
        ['client/publish', 'c', 't'],
      ],
    });
    const { files } = await exportCdk(graph, undefined, OPTIONS);
    const todo = (files.get('README.md') ?? '').split('## ').find((section) => section.startsWith('Before you deploy'));
    expect(todo?.trim().split('\n').slice(2)).toEqual([
      '- api is private: state the id of the VPC endpoint for execute-api in cdk.json (executeApiVpcEndpointId).',
      '- c calls AWS from outside: attach the managed policy C to its role or user.',
      '- f (java21) is built in AWS’s build image: deploying needs Docker or a compatible container tool.',
      '- The drawing lets 20 % of the messages of t through to q, but states no filter policy: without one all pass.',
    ]);
    expect(JSON.parse(files.get('cdk.json') ?? '')).toMatchObject({
      context: { executeApiVpcEndpointId: 'vpce-00000000000000000' },
    });
  });
});

describe('the exported project', () => {
  const read = async (path: string): Promise<Record<string, unknown>> =>
    JSON.parse(await readFile(createRequire(import.meta.url).resolve(path), 'utf8')) as Record<string, unknown>;

  test('has the flags that aws-cdk-lib recommends', async () => {
    const { files } = await exportCdk(drawing({ resources: { q: ['sqs'] } }), undefined, OPTIONS);
    const { context } = JSON.parse(files.get('cdk.json') ?? '') as { context: object };
    expect(context).toEqual(await read('aws-cdk-lib/recommended-feature-flags.json'));
  });

  test('asks for the versions that it is tested with, and never for the latest', async () => {
    const repository = await read(resolve(import.meta.dirname, '../../package.json'));
    const tested = repository['devDependencies'] as Record<string, string>;
    const { files } = await exportCdk(exampleGraphs().get('order-pipeline') as Graph, undefined, OPTIONS);
    const wanted = JSON.parse(files.get('package.json') ?? '') as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    const all = Object.entries({ ...wanted.dependencies, ...wanted.devDependencies });
    expect(all.filter(([, version]) => !/^~?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(all.filter(([name, version]) => (tested[name] ?? version) !== version)).toEqual([]);
    expect(wanted.devDependencies['aws-cdk']).toBe('~2.1148.1');
    expect(Object.keys(VERSIONS).filter((name) => tested[name] === undefined)).toEqual(['aws-cdk', 'esbuild', 'tsx']);
  });
});

test('seventeen resources are exported in one go', async () => {
  const resources: Record<string, readonly [string]> = {};
  const connections: [string, string, string][] = [];
  for (let index = 1; index <= 5; index += 1) {
    Object.assign(resources, {
      [`queue-${index}`]: ['sqs'],
      [`worker-${index}`]: ['lambda'],
      [`failed-${index}`]: ['sqs'],
    });
    connections.push(
      ['lambda/queue-event-source', `queue-${index}`, `worker-${index}`],
      ['sqs/redrive', `queue-${index}`, `failed-${index}`],
    );
    connections.push(
      ['lambda/publish', `worker-${index}`, 'events'],
      ['sns/queue-subscription', 'events', `queue-${index}`],
    );
  }
  Object.assign(resources, { events: ['sns'], api: ['api-gateway'] });
  connections.push(['api-gateway/sns-integration', 'api', 'events']);
  const { files } = await exportCdk(drawing({ resources, connections }), undefined, OPTIONS);
  expect(files.get('lib/generated/test-architecture.ts')?.match(/ = new sqs\.Queue\(/g)).toHaveLength(10);
});

test('an app that CloudFormation has no room for is not written, even when asked to', async () => {
  const many = (count: number): Drawn => ({
    resources: Object.fromEntries(Array.from({ length: count }, (_, index) => [`worker-${index}`, ['lambda']])),
  });
  const { files, blocked } = await exportCdk(drawing(many(125)), undefined, { ...OPTIONS, force: true });
  expect(files.size).toBe(0);
  expect(blocked).toMatchObject([{ rule: 'export/fits-a-stack', severity: 'error', at: {} }]);
  expect(blocked?.[0]?.message).toContain(
    'of which CloudFormation takes 500 in a stack: export its groups as stacks, or split the drawing',
  );
});
