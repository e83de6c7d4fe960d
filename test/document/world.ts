/** A small world of services that these tests own: a caller, a box of messages, a worker and a board. */
import { z } from 'zod';
import { defineConnection } from '#shared/model/connection';
import { choice, count, distribution, duration, flag, rate, share, text } from '#shared/model/field';
import { defineService, port, type Registry, type ServiceDefinition, type ServiceSpec } from '#shared/model/service';
import { bytes, seconds } from '#shared/model/unit';

const source = 'https://docs.aws.amazon.com/';
const asOf = '2026-11-23';

const never = (): never => {
  throw new Error('these tests neither assess nor export');
};

type Sketch<C> = Pick<ServiceSpec<C>, 'id' | 'shortTitle' | 'config' | 'ports'> & Partial<ServiceSpec<C>>;

function service<C>(sketch: Sketch<C>): ServiceDefinition {
  return defineService<C>({
    title: sketch.shortTitle,
    category: 'messaging',
    summary: 'For tests.',
    keywords: [],
    defaultName: sketch.id,
    connections: [],
    quotas: [],
    pools: [],
    rules: [],
    cardLine: never,
    capacity: never,
    usage: never,
    cdk: never,
    actor: never as unknown as ServiceSpec<C>['actor'],
    ...sketch,
  });
}

const nothing = z.looseObject({});
const plain = { invocation: 'asynchronous', role: 'work', behaviour: never, rules: [], cdk: never } as const;

const caller = service({
  id: 'caller',
  shortTitle: 'Caller',
  config: z.looseObject({ rate: rate({ title: 'Requests', min: 0, max: 1_000_000 }, 100) }),
  ports: [port('out', 'sdk-call', () => ({ timeout: seconds(30), attempts: 1, payload: bytes(1024), inVpc: false }))],
  connections: [
    defineConnection({
      ...plain,
      id: 'caller/send',
      title: 'Send',
      from: 'sdk-call',
      to: 'enqueue',
      config: z.looseObject({ share: share({ title: 'Share' }, 1) }),
      summary: 'Puts a message in the box.',
    }),
  ],
});

const boxConfig = z.looseObject({
  type: choice({ title: 'Box type', labels: { standard: 'Standard', fifo: 'FIFO' } }, 'standard'),
  retention: duration({ title: 'Retention period', min: 60, max: 1_209_600, source, asOf }, 345_600),
  limit: count({ title: 'Message limit', min: 1, max: 10_000, unset: 'no limit' }, undefined),
  isOpen: flag({ title: 'Is open' }, true),
  label: text({ title: 'Label' }, ''),
  spread: distribution({ title: 'Spread', min: 0.001, max: 900 }, { distribution: 'lognormal', mean: 0.1, scv: 1 }),
});
type BoxConfig = z.infer<typeof boxConfig>;

const box = service<BoxConfig>({
  id: 'box',
  shortTitle: 'Box',
  defaultName: 'A box',
  config: boxConfig,
  ports: [
    port('in', 'enqueue', ({ type, retention }: BoxConfig) => ({
      fifo: type === 'fifo',
      isFair: false,
      maximumMessageSize: bytes(1024),
      retention,
      contentBasedDeduplication: false,
    })),
    port('out', 'poll-queue', ({ type, retention }: BoxConfig) => ({
      fifo: type === 'fifo',
      visibilityTimeout: seconds(30),
      retention,
      delay: seconds(0),
      receiveWait: seconds(20),
      messageGroups: 1,
    })),
    port('out', 'redrive', ({ type, retention }: BoxConfig) => ({ fifo: type === 'fifo', retention })),
  ],
  connections: [
    defineConnection({
      ...plain,
      id: 'box/redrive',
      title: 'Redrive',
      role: 'failure',
      from: 'redrive',
      to: 'enqueue',
      config: z.looseObject({ receives: count({ title: 'Receives', min: 1, max: 1000 }, 3) }),
      summary: 'Moves what was received too often.',
      refuses: (from, to) =>
        from.fifo === to.fifo
          ? undefined
          : { why: 'both boxes must be of one type', instead: 'use a box of the same type', source, asOf },
    }),
  ],
  refusals: [{ from: 'poll-queue', why: 'a box pushes nothing', source, asOf }],
  quotas: [
    {
      id: 'box/boxes',
      title: 'Boxes',
      value: 1000,
      unit: 'count',
      scope: 'account-region',
      adjustable: true,
      source,
      asOf,
    },
    {
      id: 'box/size',
      title: 'Box size',
      value: 120_000,
      unit: 'messages',
      scope: 'resource',
      adjustable: false,
      source,
      asOf,
    },
  ],
});

const workerConfig = z.looseObject({ timeout: duration({ title: 'Timeout', min: 1, max: 900 }, 3) });
type WorkerConfig = z.infer<typeof workerConfig>;

const worker = service<WorkerConfig>({
  id: 'worker',
  shortTitle: 'Worker',
  config: workerConfig,
  ports: [
    port('in', 'invoke', ({ timeout }: WorkerConfig) => ({
      timeout,
      duration: { distribution: 'constant', mean: seconds(1), scv: 0 },
      durationPerRecord: seconds(0),
      isIdempotent: true,
      reservedConcurrency: undefined,
      urlAuthorization: 'AWS_IAM',
      maxSynchronousPayload: bytes(1),
      maxAsynchronousPayload: bytes(1),
    })),
    port('out', 'code-call', ({ timeout }: WorkerConfig) => ({ timeout, isIdempotent: true })),
  ],
  connections: [
    defineConnection({
      ...plain,
      id: 'worker/poll',
      title: 'Event source mapping',
      invocation: 'poll',
      from: 'poll-queue',
      to: 'invoke',
      config: z.looseObject({ batchSize: count({ title: 'Batch size', min: 1, max: 10_000 }, 10) }),
      summary: 'Fetches batches.',
    }),
    defineConnection({
      ...plain,
      id: 'worker/send',
      title: 'Send',
      from: 'code-call',
      to: 'enqueue',
      config: nothing,
      summary: '',
    }),
    defineConnection({
      ...plain,
      id: 'worker/publish',
      title: 'Publish',
      from: 'code-call',
      to: 'publish',
      config: nothing,
      summary: '',
    }),
  ],
});

const boardConfig = z.looseObject({ fifo: flag({ title: 'FIFO' }, false) });
type BoardConfig = z.infer<typeof boardConfig>;

const board = service<BoardConfig>({
  id: 'board',
  shortTitle: 'Board',
  config: boardConfig,
  ports: [
    port('in', 'publish', ({ fifo }: BoardConfig) => ({
      fifo,
      maximumMessageSize: bytes(1024),
      contentBasedDeduplication: false,
    })),
    port('out', 'deliver', ({ fifo }: BoardConfig) => ({ fifo, maximumMessageSize: bytes(1024) })),
  ],
  connections: [
    defineConnection({
      ...plain,
      id: 'board/subscription',
      title: 'Subscription',
      from: 'deliver',
      to: 'enqueue',
      config: nothing,
      summary: '',
      refuses: (from, to) =>
        !from.fifo && to.fifo
          ? { why: 'a standard board cannot feed a FIFO box', instead: 'use a FIFO board', source, asOf }
          : undefined,
    }),
  ],
});

export const world: Registry = [caller, box, worker, board];
