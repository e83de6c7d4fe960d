/** State machines in exported CDK apps, where a drawing decides the shape; AWS's tools judge the rest in test/synth. */
import { describe, expect, it } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { type Drawn, drawing } from '../../support/drawing';
import { figuresOf } from '../../support/figures';
import { saga } from './saga';

const exported = (drawn: Drawn) => exportCdk(drawing(drawn), undefined, { version: '1.2.3', loads: [] });

async function architecture(drawn: Drawn): Promise<string> {
  const { files, blocked } = await exported(drawn);
  expect(blocked).toBeUndefined();
  return [...files].find(([path]) => path.endsWith('-architecture.ts'))?.[1] ?? '';
}

const order = (config: Record<string, unknown>): Drawn => ({
  resources: { order: ['step-functions'], charge: ['lambda'], refund: ['lambda'] },
  connections: [
    ['step-functions/invoke-function', 'order', 'charge', config],
    ['step-functions/invoke-function', 'order', 'refund', { runs: 'undo' }],
  ],
});

describe('an exported state machine', () => {
  it('leads a caught failure to what undoes, which ends as failed', async () => {
    const code = await architecture(order({ onFailure: 'undo' }));
    expect(code).toContain("toCharge.addCatch(toRefund, { resultPath: '$.error' });");
    expect(code).toContain('toRefund.next(undone);');
  });

  it('keeps what a task answers for those after it, and ends with the error that led to undoing', async () => {
    const code = await architecture(order({ onFailure: 'undo' }));
    expect(code).toMatch(
      /'Charge', \{[^}]*resultSelector: \{ 'answer\.\$': '\$\.Payload' \},\s+resultPath: '\$\.Charge',/,
    );
    expect(code).toContain("toRefund.addCatch(undone, { resultPath: '$.undoError' });");
    expect(code).toMatch(
      /'All-Undone', \{\s+errorPath: '\$\.error\.Error',\s+causePath: 'States\.JsonToString\(\$\.error\)',/,
    );
  });

  it('leads each failure to what undoes the work done before it, and to the end where none was', async () => {
    const drawn = saga(10, {});
    const [start, reserve, ...others] = drawn.connections!;
    const caught: NonNullable<Drawn['connections']>[number] = [
      'step-functions/invoke-function',
      'order',
      'reserve',
      { ...reserve![3], onFailure: 'undo' },
    ];
    const code = await architecture({ ...drawn, connections: [start!, caught, ...others] });
    expect([...code.matchAll(/(to\w+)\.addCatch\((\w+)/g)].map(([, from, to]) => [from, to])).toEqual([
      ['toReserve', 'undone'],
      ['toCharge', 'toRelease'],
      ['toShip', 'toRefund'],
      ['toRefund', 'toRelease'],
      ['toRelease', 'undone'],
    ]);
  });

  it('stops at a task that no failure leads to', async () => {
    const { blocked = [] } = await exported(order({}));
    expect(blocked.map(({ message }) => message)).toContain(
      'refund undoes for order but no failure is caught for it, and AWS refuses a state that nothing leads to',
    );
  });

  it('has a choice before what only a share runs, and says by which field of the input', async () => {
    const drawn = order({ share: 0.25, onFailure: 'undo' });
    expect(await architecture(drawn)).toContain("sfn.Condition.booleanEquals('$.runCharge', true)");
    const readme = (await exported(drawn)).files.get('README.md') ?? '';
    expect(readme).toContain(
      '25 % of the executions of order run charge: an execution runs it where its input has runCharge: true',
    );
  });

  it.each([
    [
      'none fails',
      {},
      /ExecutionsFailed', \{\s+\.\.\.ONCE,\s+metric: design\.order\.metricFailed\(SUM\),\s+threshold: 1,/,
    ],
    ['2 % fail', { charge: 0.02 }, /metric: percentage\('failed, %',.*?threshold: 4,/s],
    ['80 % fail', { charge: 0.8 }, /metric: percentage\('failed, %',.*?threshold: 90,/s],
  ])('has an alarm that rests at the drawn load: where %s', async (_, errorRates, alarm) => {
    const graph = drawing(saga(10, errorRates));
    const { files } = await exportCdk(graph, figuresOf(graph), { version: '1.2.3', loads: [] });
    expect([...files].find(([path]) => path.endsWith('-monitoring.ts'))?.[1]).toMatch(alarm);
  });

  it('runs branches at once, puts together what they keep, and catches a failure around them', async () => {
    const code = await architecture({
      resources: Object.fromEntries(
        ['order', 'charge', 'reserve', 'pick', 'ship', 'refund'].map((name) => [
          name,
          [name === 'order' ? 'step-functions' : 'lambda'],
        ]),
      ),
      connections: [
        ['step-functions/invoke-function', 'order', 'charge', { branch: 'a', onFailure: 'undo' }],
        ['step-functions/invoke-function', 'order', 'reserve', { branch: 'b' }],
        ['step-functions/invoke-function', 'order', 'pick', { branch: 'b', placeInBranch: 2, onFailure: 'continue' }],
        ['step-functions/invoke-function', 'order', 'ship', { place: 2 }],
        ['step-functions/invoke-function', 'order', 'refund', { runs: 'undo' }],
      ],
    });
    expect(code).toContain("resultSelector: { 'all.$': 'States.JsonMerge($[0], $[1], false)' },");
    expect(code).toContain('atOnce1.branch(toCharge, toReserve);');
    expect(code).toContain("atOnce1.addCatch(toRefund, { resultPath: '$.error' });");
    expect(code).toContain('atOnce1.next(toShip);');
    // Within the branch: the next task, and what is passed over leads to the end of the branch.
    expect(code).toContain('toReserve.next(toPick);');
    expect(code).toContain("toPick.addCatch(done1b, { resultPath: '$.error' });");
    expect(code).not.toContain('toCharge.addCatch');
  });

  it('runs a task for each item of a list, and names each message and item by its own place in the list', async () => {
    const drawn: Drawn = {
      resources: {
        order: ['step-functions'],
        pick: ['lambda'],
        mails: ['sqs', { type: 'fifo' }],
        stock: ['dynamodb'],
      },
      connections: [
        [
          'step-functions/invoke-function',
          'order',
          'pick',
          { runsFor: 'item', maximumConcurrency: 5, onFailure: 'continue' },
        ],
        ['step-functions/send-message', 'order', 'mails', { place: 2, runsFor: 'item' }],
        ['step-functions/put-item', 'order', 'stock', { place: 3, runsFor: 'item' }],
      ],
    };
    const code = await architecture(drawn);
    expect(code).toMatch(
      /new sfn\.Map\(states, 'Each-Pick', \{\s+itemsPath: '\$\.items',\s+maxConcurrency: 5,\s+resultPath: '\$\.Pick',/,
    );
    expect(code).toContain("toPick.addCatch(new sfn.Pass(states, 'Passed-Over-Pick'));");
    expect(code).toContain('eachPick.itemProcessor(toPick);');
    expect(code).toContain('eachPick.next(eachMails);');
    expect(code).toMatch(
      /messageDeduplicationId: sfn\.JsonPath\.format\(\s*'\{\}-\{\}-\{\}',[^)]*\)[^)]*\)[^)]*Map\.Item\.Index/,
    );
    expect(code).toMatch(/fromString\(\s*sfn\.JsonPath\.format\(\s*'\{\}-\{\}',[^)]*\)[^)]*Map\.Item\.Index/);
    expect((await exported(drawn)).files.get('README.md')).toContain(
      'The drawing has order run pick for 10 items: an execution runs it for each of the list in the field items of its input',
    );
  });

  it('hands over the task token, waits as long as drawn, and lets who works on it call back', async () => {
    const code = await architecture({
      resources: { order: ['step-functions'], approvals: ['sqs'], approve: ['lambda'], check: ['lambda'] },
      connections: [
        [
          'step-functions/send-message',
          'order',
          'approvals',
          { waitsFor: 'callback', timeout: 86_400, heartbeat: 600 },
        ],
        ['step-functions/invoke-function', 'order', 'check', { place: 2, waitsFor: 'callback', timeout: 60 }],
        ['lambda/queue-event-source', 'approvals', 'approve'],
      ],
    });
    expect(code.match(/integrationPattern: sfn\.IntegrationPattern\.WAIT_FOR_TASK_TOKEN/g)).toHaveLength(2);
    expect(code).toMatch(/taskToken: sfn\.JsonPath\.taskToken,\s+input: sfn\.JsonPath\.objectAt\('\$'\),/);
    expect(code).toContain('heartbeatTimeout: sfn.Timeout.duration(Duration.minutes(10)),');
    expect(code).toMatch(/resultSelector: \{ 'answer\.\$': '\$' \},\s+resultPath: '\$\.Approvals',/);
    expect([...code.matchAll(/this\.(\w+)\.role\?\.attachInlinePolicy/g)].map(([, name]) => name)).toEqual([
      'approve',
      'check',
    ]);
  });

  it('lets the function behind the queue of a topic call back, and has its code do so where it is drawn to', async () => {
    const told: Drawn = {
      resources: {
        order: ['step-functions'],
        news: ['sns'],
        heard: ['sqs', { visibilityTimeout: 180 }],
        lost: ['sqs'],
        hears: ['lambda', { isIdempotent: true }],
      },
      connections: [
        ['step-functions/publish', 'order', 'news', { waitsFor: 'callback', calledBackBy: 'function', timeout: 60 }],
        ['sns/queue-subscription', 'news', 'heard'],
        ['sqs/redrive', 'heard', 'lost'],
        ['lambda/queue-event-source', 'heard', 'hears'],
      ],
    };
    const { files, blocked } = await exported(told);
    expect(blocked).toBeUndefined();
    const text = (end: string): string => [...(files ?? [])].find(([path]) => path.endsWith(end))?.[1] ?? '';
    expect(text('generated/test-architecture.ts')).toContain('this.hears.role?.attachInlinePolicy');
    expect(text('hears/index.ts')).toContain('SendTaskSuccessCommand({ taskToken, ...end })');
    // The topic puts its own text around the message, which is off before a task is looked for.
    expect(text('hears/index.ts')).toContain('const message: unknown = unwrapped(JSON.parse(record.body));');
    expect(text('README.md')).toMatch(/hand the task token to news, .+ until hears sends it back/);
  });

  it('leaves the call to the person where somebody else calls back', async () => {
    const { files } = await exported({
      resources: { order: ['step-functions'], check: ['lambda', { isIdempotent: true }] },
      connections: [['step-functions/invoke-function', 'order', 'check', { waitsFor: 'callback', timeout: 60 }]],
    });
    const code = [...(files ?? [])].find(([path]) => path.endsWith('check/index.ts'))?.[1];
    expect(code).not.toContain('SendTask');
  });

  it('sends the message of a retry that hands over another token as another message', async () => {
    const code = await architecture({
      resources: { order: ['step-functions'], approvals: ['sqs', { type: 'fifo' }], mails: ['sqs', { type: 'fifo' }] },
      connections: [
        ['step-functions/send-message', 'order', 'approvals', { waitsFor: 'callback', timeout: 60, retryAttempts: 1 }],
        ['step-functions/send-message', 'order', 'mails', { place: 2, retryAttempts: 1 }],
      ],
    });
    expect(code.match(/State\.RetryCount/g)).toHaveLength(1);
    expect(code).toMatch(/'\{\}-\{\}-\{\}',\s+sfn\.JsonPath\.stringAt\('\$\$\.Execution\.Name'\)/);
  });

  it('is started by a REST API that answers by what the client may ask for the result', async () => {
    const code = await architecture({
      resources: { api: ['api-gateway'], order: ['step-functions'] },
      connections: [['api-gateway/start-execution', 'api', 'order']],
    });
    expect(code).toContain(`answer: '{"executionArn": "$input.path(\\'$.executionArn\\')"}'`);
  });

  it('stops where a function starts the workflow that runs it', async () => {
    const { blocked = [] } = await exported({
      resources: { order: ['step-functions'], again: ['lambda'] },
      connections: [
        ['step-functions/invoke-function', 'order', 'again'],
        ['lambda/start-execution', 'again', 'order'],
      ],
    });
    expect(blocked.map(({ message }) => message)).toContain(
      'order runs again, which starts order again: neither can be created before the other, so start one of them through a queue or a bus',
    );
  });
});
