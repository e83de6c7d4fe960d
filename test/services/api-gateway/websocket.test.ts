/** A WebSocket API: connections, the messages over them, and pushes to them, in the steady state and in a run. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { connectionChoices } from '#shared/document/connectable';
import type { Config } from '#shared/model/graph';
import { SECONDS_PER_MONTH } from '#shared/model/unit';
import { services } from '#shared/services/registry';
import { billed, quantityOf } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

interface Chat {
  readonly rate?: number;
  readonly payload?: number;
  readonly api?: Config;
  readonly connect?: Config;
  readonly route?: Config;
  readonly pushes?: number;
  readonly quotas?: Drawn['quotas'];
}

/** Clients that connect and send; a function behind $connect and $disconnect, another behind messages that pushes. */
const chat = ({
  rate = 20,
  payload = 1000,
  api = {},
  connect = {},
  route = {},
  pushes = 3,
  quotas = {},
}: Chat = {}): Drawn => ({
  quotas,
  resources: {
    people: ['client', { rate, payload }],
    api: ['api-gateway', { type: 'WEBSOCKET', messagesPerConnection: 9, sessionLength: 300, ...api }],
    presence: ['lambda', { coldStart: 0, duration: always(0.02), ...connect }],
    talk: ['lambda', { coldStart: 0, duration: always(0.05) }],
  },
  connections: [
    ['client/websocket', 'people', 'api'],
    ['api-gateway/websocket-lambda', 'api', 'presence', { routeKey: '$connect' }],
    ['api-gateway/websocket-lambda', 'api', 'talk', route],
    ['lambda/post-to-connection', 'talk', 'api', { callsPerInvocation: pushes }],
  ],
});

const assess = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

describe('a WebSocket API', () => {
  it('takes what clients send over each connection, and passes connections and messages to their routes', () => {
    const { resources, connections } = assess(chat());
    expect(resources.get('people')?.offered).toBeCloseTo(200, 9);
    expect(connections.get('api--presence')?.flow.rate).toBeCloseTo(20, 9);
    expect(connections.get('api--talk')?.flow.rate).toBeCloseTo(180, 9);
    expect(resources.get('api')?.offered).toBeCloseTo(200 + 540, 9);
    expect(resources.get('api')?.quantities['openConnections']).toBeCloseTo(20 * 300, 9);
  });

  it.each([
    [7200, 3_600_000],
    [10_000, 3_600_000],
  ])('has as many connections open as are opened within their length of %s s, two hours at most', (length, open) => {
    const listeners = chat({ rate: 500, pushes: 0, api: { messagesPerConnection: 0, sessionLength: length } });
    // All of the quota, less what random arrivals lose of it.
    const { quantities, admitted } = assess(listeners).resources.get('api')!;
    expect(quantities['openConnections']).toBeCloseTo((open * admitted) / 500, 3);
    expect(admitted / 500).toBeGreaterThan(0.99);
  });

  it('shares the account’s requests a second with its own pushes and with other APIs', () => {
    const { pools } = assess(chat());
    expect(pools.get('api-gateway/account-rate')?.demand).toBeCloseTo(740, 9);
    expect(pools.get('api-gateway/new-connections')?.demand).toBeCloseTo(20, 9);
  });

  it('ends as many connections as it opens', () => {
    const drawn = chat();
    const { connections } = assess({
      ...drawn,
      connections: [
        ...drawn.connections!,
        ['api-gateway/websocket-dynamodb', 'api', 'kept', { routeKey: '$disconnect' }],
      ],
      resources: { ...drawn.resources, kept: ['dynamodb'] },
    });
    expect(connections.get('api--kept')?.flow.rate).toBeCloseTo(20, 9);
  });

  it('refuses connections beyond the quota with all that would be sent over them', () => {
    const { resources, connections } = assess(chat({ rate: 1000, pushes: 0 }));
    const { outcome } = connections.get('people--api')!;
    expect(outcome.throttled).toBeCloseTo(0.5, 6);
    expect(connections.get('api--presence')?.flow.rate).toBeCloseTo(500, 3);
    expect(resources.get('api')?.spills[0]).toMatchObject({ limit: 'api-gateway/new-connections' });
    expect(resources.get('api')?.spills[0]?.rate).toBeCloseTo(5000, 2);
  });

  it('says all that it refuses by what refused it', () => {
    const { resources } = assess(
      chat({
        rate: 600,
        api: { stageRate: 400 },
        connect: { errorRate: 0.1 },
        quotas: { 'api-gateway/account-rate': 1500 },
      }),
    );
    const { spills, throttled } = resources.get('api')!;
    expect(new Set(spills.map(({ limit }) => limit))).toEqual(
      new Set(['api-gateway/new-connections', 'api-gateway/route-rate', 'api-gateway/account-rate']),
    );
    expect(spills.reduce((sum, { rate }) => sum + rate, 0)).toBeCloseTo(throttled, 6);
  });

  it('does not open a connection whose $connect fails: its messages are not sent', () => {
    const { connections, resources } = assess(chat({ connect: { errorRate: 0.25 } }));
    expect(connections.get('api--talk')?.flow.rate).toBeCloseTo(180 * 0.75, 6);
    // An error, and no want of room.
    expect(resources.get('api')?.throttled).toBe(0);
    expect(resources.get('api')?.failed).toBeCloseTo(200 * 0.25, 6);
  });
});

describe('a run of a WebSocket API', () => {
  it.each<[string, Chat]>([
    ['with room', {}],
    ['whose clients only listen', { pushes: 0, api: { messagesPerConnection: 0 } }],
    ['beyond the quota of new connections', { rate: 40, quotas: { 'api-gateway/new-connections': 25 } }],
    ['beyond the throttle of its routes', { api: { stageRate: 120, stageBurst: 50 } }],
    ['beyond the throttle of $connect', { api: { stageRate: 15, stageBurst: 5 }, route: { throttleRate: 500 } }],
    ['on a full account', { pushes: 1, quotas: { 'api-gateway/account-rate': 400, 'api-gateway/account-burst': 100 } }],
    ['whose $connect fails at times', { connect: { errorRate: 0.25 } }],
  ])('%s agrees with its steady state', (_, settings) => {
    const drawn = chat(settings);
    const steady = assess(drawn);
    const { resources, discrepancies } = simulated(drawn, { duration: 350, warmUp: 100 });
    expect(discrepancies).toEqual([]);
    for (const id of ['people', 'api', 'presence', 'talk']) {
      const { offered, failed, throttled } = steady.resources.get(id)!;
      const run = resources[id]!;
      const near = (measured: { readonly mean: number }, expected: number): void => {
        expect(Math.abs(measured.mean / 250 - expected)).toBeLessThan(0.03 * offered + 0.5);
      };
      near(run.offered, offered);
      // A client fails with what it is refused.
      if (id !== 'people') near(run.throttled, throttled);
      near(run.failed, failed);
    }
  });

  it('ends as many connections as it opens, from the start', () => {
    const drawn = chat({ api: { sessionLength: 7200 } });
    const { resources } = simulated(
      {
        ...drawn,
        connections: [...drawn.connections!, ['api-gateway/websocket-sqs', 'api', 'left', { routeKey: '$disconnect' }]],
        resources: { ...drawn.resources, left: ['sqs'] },
      },
      { duration: 300 },
    );
    expect(resources['left']!.offered.mean / 300).toBeCloseTo(resources['presence']!.offered.mean / 300, 0);
  });
});

describe('the bill of a WebSocket API', () => {
  it('counts messages both ways in steps of 32 KB, and the minutes of open connections', async () => {
    const month = await billed(chat({ rate: 10, payload: 40_000, api: { goneShare: 0.5 } }));
    const messages = quantityOf(month, 'api-gateway/websocket_messages');
    expect(messages / (2 * SECONDS_PER_MONTH)).toBeCloseTo(90 + 90 * 3 * 0.5, 6);
    expect(quantityOf(month, 'api-gateway/websocket_minutes')).toBeCloseTo((10 * 300 * SECONDS_PER_MONTH) / 60, 0);
  });

  it('counts what goes back over a route that answers', async () => {
    const drawn = chat({ rate: 10, pushes: 0, api: { responseSize: 33_000 } });
    const [client, connect] = drawn.connections!;
    const route = ['api-gateway/websocket-lambda', 'api', 'talk', { answers: true }] as const;
    const month = await billed({ ...drawn, connections: [client!, connect!, route] });
    const answers = quantityOf(month, 'api-gateway/websocket_messages', 'WebSocket route responses');
    expect(answers / (2 * SECONDS_PER_MONTH)).toBeCloseTo(90, 6);
    expect(quantityOf(month, 'data-transfer/internet_out') / SECONDS_PER_MONTH).toBeCloseTo(
      (90 * 33_000) / 1024 ** 3,
      9,
    );
  });
});

describe('what can be drawn', () => {
  const between = (from: string, fromType: Config, to: string, toType: Config) =>
    connectionChoices(
      { id: 'a', service: from, name: 'a', config: fromType },
      { id: 'b', service: to, name: 'b', config: toType },
      services,
    );

  it('is a connection from a client, routes by key to what is behind, and pushes from a function', () => {
    const socket = { type: 'WEBSOCKET' };
    const ids = (choices: ReturnType<typeof between>) => choices.kinds.map(({ id }) => id);
    expect(ids(between('client', {}, 'api-gateway', socket))).toEqual([
      'client/websocket',
      'client/post-to-connection',
    ]);
    expect(ids(between('api-gateway', socket, 'lambda', {}))).toEqual([
      'api-gateway/websocket-lambda',
      'api-gateway/lambda-authorizer',
    ]);
    expect(ids(between('lambda', {}, 'api-gateway', socket))).toEqual(['lambda/post-to-connection']);
    expect(ids(between('api-gateway', { type: 'HTTP' }, 'lambda', {}))).toEqual([
      'api-gateway/lambda-proxy',
      'api-gateway/lambda-authorizer',
    ]);
  });

  it('is no web ACL before it: CloudFront with the web ACL stands in front', () => {
    expect(between('waf', {}, 'api-gateway', { type: 'WEBSOCKET' }).refusal).toMatchObject({
      why: expect.stringContaining('not to an HTTP or a WebSocket API'),
      instead: 'put CloudFront with the web ACL in front',
    });
  });
});
