/** Settings of what clients call. */
import { z } from 'zod';
import {
  eventsPerCall,
  inTransaction,
  objectOperation,
  readConsistency,
  recordsPerBatch,
  recordsPerCall,
} from '#shared/model/call-fields';
import { choice, count, flag, rate, share, text } from '#shared/model/field';

const PLANS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html';
const asOf = '2026-11-23';

const callsPerRequest = share(
  {
    title: 'Calls per request',
    help: 'How many calls each of the client’s requests makes here; 0.2 means one request in five.',
    max: 1000,
    defaultFrom: 'assumption',
  },
  1,
);

export const httpConfig = z.looseObject({
  callsPerRequest,
  usagePlan: flag(
    {
      title: 'Own API key and usage plan',
      help: 'The client sends an API key whose usage plan throttles it. REST APIs only.',
      source: PLANS,
      asOf,
    },
    false,
  ),
  planRate: rate(
    {
      title: 'Plan rate',
      help: 'Steady requests per second of the usage plan’s token bucket.',
      min: 0.1,
      max: 1_000_000,
      appliesWhen: { field: 'usagePlan', is: [true] },
      unset: 'not throttled by the plan',
      source: PLANS,
      asOf,
    },
    undefined,
  ),
  planBurst: count(
    {
      title: 'Plan burst',
      help: 'Size of the usage plan’s token bucket.',
      min: 1,
      max: 1_000_000,
      appliesWhen: { field: 'usagePlan', is: [true] },
      unset: 'as the rate',
      source: PLANS,
      asOf,
    },
    undefined,
  ),
  planQuota: count(
    {
      title: 'Plan quota',
      help: 'Requests per period, after which the key gets 429 until the period ends.',
      min: 1,
      max: 1_000_000_000_000,
      group: 'more',
      appliesWhen: { field: 'usagePlan', is: [true] },
      unset: 'no quota',
      source: PLANS,
      asOf,
    },
    undefined,
  ),
  planPeriod: choice(
    {
      title: 'Quota period',
      labels: { DAY: 'Day', WEEK: 'Week', MONTH: 'Month' },
      group: 'more',
      appliesWhen: { field: 'usagePlan', is: [true] },
      source: PLANS,
      asOf,
    },
    'MONTH',
  ),
  planMethods: text(
    {
      title: 'Method throttles',
      help: 'Of single methods of the API, within the rate of the plan: POST /orders 10/s burst 20, GET /orders 50/s.',
      group: 'more',
      appliesWhen: { field: 'usagePlan', is: [true] },
      unset: 'none',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
      asOf: '2026-11-28',
    },
    '',
  ),
});

export const sdkConfig = z.looseObject({ callsPerRequest });

export const batchConfig = z.looseObject({
  callsPerRequest,
  batchSize: count(
    {
      title: 'Messages per call',
      help: 'Mean number of messages in one batch call (SendMessageBatch, PublishBatch). A request that sends one message at a time has 1.',
      min: 1,
      max: 10,
      group: 'more',
      defaultFrom: 'assumption',
    },
    1,
  ),
});

export const recordConfig = z.looseObject({
  callsPerRequest,
  batchSize: recordsPerCall,
});

export const deliveryConfig = z.looseObject({
  callsPerRequest,
  batchSize: recordsPerBatch,
});

export const writeConfig = z.looseObject({
  callsPerRequest,
  transactional: inTransaction,
});

export const readConfig = z.looseObject({
  callsPerRequest,
  consistency: readConsistency,
});

export const writeObjectsConfig = z.looseObject({
  callsPerRequest,
  operation: objectOperation,
  keyPrefix: text(
    {
      title: 'Key prefix',
      help: 'With what the keys begin: uploads/. Empty: they may begin with anything.',
      defaultFrom: 'assumption',
    },
    '',
  ),
});

export const eventConfig = z.looseObject({
  callsPerRequest,
  batchSize: eventsPerCall,
});

export const socketConfig = z.looseObject({
  callsPerRequest: share(
    {
      title: 'Connections per request',
      help: 'How many connections each of the client’s requests opens; over each it sends as many messages as the API says.',
      max: 1000,
      defaultFrom: 'assumption',
    },
    1,
  ),
});

export const urlConfig = z.looseObject({ callsPerRequest });

export type HttpRequestConfig = z.infer<typeof httpConfig>;
export type SdkCallConfig = z.infer<typeof sdkConfig>;
export type UrlConfig = z.infer<typeof urlConfig>;
export type SocketConfig = z.infer<typeof socketConfig>;
export type WriteObjectsConfig = z.infer<typeof writeObjectsConfig>;
