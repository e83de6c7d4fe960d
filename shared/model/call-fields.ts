/** Settings of calls of AWS that callers inside and outside AWS have in common. */
import { choice, count, flag, rate, text } from './field';

const ITEMS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html';
const DESTINATIONS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html';
const asOf = '2026-11-23';

export const recordsPerCall = count(
  {
    title: 'Records per call',
    help: 'Mean number of records in one PutRecords call; 1 is PutRecord.',
    min: 1,
    max: 500,
    group: 'more',
    defaultFrom: 'assumption',
  },
  1,
);

export const recordsPerBatch = count(
  {
    title: 'Records per call',
    help: 'Mean number of records in one PutRecordBatch call; 1 is PutRecord.',
    min: 1,
    max: 500,
    group: 'more',
    defaultFrom: 'assumption',
  },
  1,
);

export const eventsPerCall = count(
  {
    title: 'Events per call',
    help: 'Mean number of events in one PutEvents call.',
    min: 1,
    max: 10,
    group: 'more',
    defaultFrom: 'assumption',
  },
  1,
);

export const inTransaction = flag(
  {
    title: 'In a transaction',
    help: 'TransactWriteItems: all or nothing, at twice the capacity and the price.',
    defaultFrom: 'assumption',
    source: ITEMS,
    asOf,
  },
  false,
);

export const readConsistency = choice(
  {
    title: 'Consistency',
    help: 'Of 4 KB: an eventually consistent read takes half a unit, a strongly consistent one a unit, one in a transaction two.',
    labels: { eventual: 'Eventual', strong: 'Strong', transactional: 'Transactional' },
    defaultFrom: 'aws',
    source: ITEMS,
    asOf,
  },
  'eventual',
);

export const objectOperation = choice(
  {
    title: 'Operation',
    labels: { put: 'Put objects', delete: 'Delete objects' },
    defaultFrom: 'assumption',
  },
  'put',
);

export const invocationRate = rate(
  {
    title: 'Invocation rate limit',
    help: 'EventBridge calls the endpoint at most so often and delays the rest.',
    min: 1,
    max: 10_000,
    whole: true,
    defaultFrom: 'aws',
    source: DESTINATIONS,
    asOf,
  },
  300,
);

export const keyHeader = text(
  {
    title: 'Header of the key',
    help: 'The connection sends the endpoint’s key in it. EventBridge also knows basic and OAuth credentials.',
    group: 'more',
    defaultFrom: 'assumption',
    source: DESTINATIONS,
    asOf,
  },
  'x-api-key',
);
