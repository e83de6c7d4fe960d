/** Settings of calls that a function’s code makes. */
import { z } from 'zod';
import {
  eventsPerCall,
  inTransaction,
  objectOperation,
  readConsistency,
  recordsPerBatch,
  recordsPerCall,
} from '#shared/model/call-fields';
import { count, flag, share, size, text } from '#shared/model/field';

const RETRIES = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html';
const asOf = '2026-11-23';

const call = {
  callsPerInvocation: share(
    {
      title: 'Calls per invocation',
      help: 'Mean number of calls that one invocation makes here; of a batch, per record.',
      max: 10_000,
      defaultFrom: 'assumption',
    },
    1,
  ),
  attempts: count(
    {
      title: 'SDK attempts',
      help: 'Attempts in all of one call, inside the function’s timeout.',
      min: 1,
      max: 20,
      group: 'more',
      defaultFrom: 'aws',
      source: RETRIES,
      asOf,
    },
    3,
  ),
  payload: count(
    {
      title: 'Payload',
      unit: 'B',
      help: 'Mean size of one message, record or request.',
      min: 0,
      max: 10_485_760,
      group: 'more',
      unset: 'as the function received it',
    },
    undefined,
  ),
  failsInvocation: flag(
    {
      title: 'A failed call fails the invocation',
      help: 'The code throws when the call fails for good; off: it goes on without.',
      group: 'more',
      defaultFrom: 'assumption',
    },
    true,
  ),
};

const batch = count(
  {
    title: 'Messages per call',
    help: 'Mean number of messages in one batch call.',
    min: 1,
    max: 10,
    group: 'more',
    defaultFrom: 'assumption',
  },
  1,
);

/** DynamoDB's clients make one attempt more than the others. */
const itemAttempts = count(
  {
    title: 'SDK attempts',
    help: 'Attempts in all of one call, inside the function’s timeout.',
    min: 1,
    max: 20,
    group: 'more',
    defaultFrom: 'aws',
    source: RETRIES,
    asOf,
  },
  4,
);

export const plainConfig = z.looseObject(call);
export const batchConfig = z.looseObject({ ...call, batchSize: batch });
export const recordConfig = z.looseObject({ ...call, batchSize: recordsPerCall });
export const deliveryConfig = z.looseObject({ ...call, batchSize: recordsPerBatch });
export const eventConfig = z.looseObject({ ...call, batchSize: eventsPerCall });

const { payload: _none, ...withoutPayload } = call;
export const writeConfig = z.looseObject({
  ...call,
  attempts: itemAttempts,
  transactional: inTransaction,
});
export const readConfig = z.looseObject({
  ...withoutPayload,
  attempts: itemAttempts,
  consistency: readConsistency,
});

export const writeObjectsConfig = z.looseObject({
  ...withoutPayload,
  payload: size(
    {
      title: 'Object size',
      help: 'Mean size of what is written.',
      min: 0,
      max: 5_368_709_120,
      unset: 'as the function received it',
    },
    undefined,
  ),
  operation: objectOperation,
  keyPrefix: text(
    {
      title: 'Key prefix',
      help: 'With what the keys begin: results/. Empty: they may begin with anything, those that a notification tells of included.',
      defaultFrom: 'assumption',
    },
    '',
  ),
});
export const readObjectsConfig = z.looseObject(withoutPayload);

/** One call reaches one connection: to tell all of them takes as many. */
export const pushConfig = z.looseObject({
  ...call,
  callsPerInvocation: share(
    {
      title: 'Pushes per invocation',
      help: 'Mean number of connections that one invocation sends to, a call each; of a batch, per record.',
      max: 10_000,
      defaultFrom: 'assumption',
    },
    1,
  ),
});

/** A start takes nothing along. */
export const startConfig = z.looseObject(withoutPayload);

/** No library of HTTP tries again unless it is told to. */
export const httpConfig = z.looseObject({
  ...call,
  attempts: count(
    {
      title: 'Attempts',
      help: 'Attempts in all of one request, inside the function’s timeout. HTTP libraries make one unless told to.',
      min: 1,
      max: 20,
      defaultFrom: 'assumption',
    },
    1,
  ),
});

/** Settings of a call from a function’s code. */
export type CallConfig = z.infer<typeof plainConfig>;
export type BatchCallConfig = z.infer<typeof batchConfig>;
export type WriteItemsConfig = z.infer<typeof writeConfig>;
export type ReadItemsConfig = z.infer<typeof readConfig>;
export type WriteObjectsConfig = z.infer<typeof writeObjectsConfig>;
