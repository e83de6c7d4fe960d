/** Drawings of any size for the bench of the canvas: lines of shops side by side, in rows. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Position } from '#shared/model/edit';
import {
  aClient,
  aDocument,
  aFunction,
  anApi,
  aQueue,
  aTopic,
  joined,
  numbered,
  type Part,
} from '../../support/builders';

const ROLES = ['shop', 'api', 'order', 'events', 'jobs', 'worker', 'notify', 'failed'] as const;
/** Three lines of eight beside one another: about as wide as high. */
const COLUMNS = 24;
const STEP = { x: 280, y: 136 };

/** Client → API → function → topic → queue (with dead-letter queue) and function, so many times. */
export function largeDrawing(resources: number): ProjectDocument {
  const lines = Math.ceil(resources / ROLES.length);
  const document = aDocument(...numbered(lines, line));
  const layout: Record<string, Position> = {};
  for (let n = 0; n < lines; n += 1) {
    for (const [at, role] of ROLES.entries()) layout[`${role}-${n}`] = placeOf(n * ROLES.length + at);
  }
  const many = { 'lambda/concurrent-executions': 1000 * lines, 'api-gateway/account-rate': 10_000 * lines };
  return { ...document, name: `${resources} resources`, layout, account: { ...document.account, quotas: many } };
}

const placeOf = (index: number): Position => ({
  x: (index % COLUMNS) * STEP.x,
  y: Math.floor(index / COLUMNS) * STEP.y,
});

function line(n: number): readonly Part[] {
  const id = (role: (typeof ROLES)[number]): string => `${role}-${n}`;
  return [
    aClient(id('shop'), { rate: 10, httpAttempts: 3 }),
    anApi(id('api')),
    aFunction(id('order')),
    aTopic(id('events')),
    aQueue(id('jobs'), { visibilityTimeout: 180 }),
    aFunction(id('worker')),
    aFunction(id('notify')),
    aQueue(id('failed')),
    joined('client/http-request', id('shop'), id('api')),
    joined('api-gateway/lambda-proxy', id('api'), id('order')),
    joined('lambda/publish', id('order'), id('events')),
    joined('sns/queue-subscription', id('events'), id('jobs')),
    joined('lambda/queue-event-source', id('jobs'), id('worker')),
    joined('sns/function-subscription', id('events'), id('notify')),
    joined('sqs/redrive', id('jobs'), id('failed')),
  ];
}
