import { z } from 'zod';
import { choice, count, distribution, duration, flag, share, size } from '#shared/model/field';

const QUOTA = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const RESERVED = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html';
const PROVISIONED = 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html';
const ASYNC = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html';
const ENVIRONMENT = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html';
const URL_CONFIG = 'https://docs.aws.amazon.com/lambda/latest/api/API_FunctionUrlConfig.html';
const asOf = '2026-11-23';

export const config = z.looseObject({
  runtime: choice(
    {
      title: 'Runtime',
      labels: {
        'nodejs24.x': 'Node.js 24',
        'nodejs22.x': 'Node.js 22',
        'python3.14': 'Python 3.14',
        'python3.13': 'Python 3.13',
        java21: 'Java 21',
        dotnet8: '.NET 8',
        'provided.al2023': 'OS only',
      },
      defaultFrom: 'assumption',
    },
    'nodejs24.x',
  ),
  architecture: choice(
    {
      title: 'Architecture',
      help: 'Arm costs about a fifth less for the same duration.',
      labels: { arm64: 'Arm64', x86_64: 'x86-64' },
      defaultFrom: 'assumption',
    },
    'arm64',
  ),
  memory: count(
    {
      title: 'Memory',
      help: 'CPU grows with it: 1,769 MB are one vCPU.',
      unit: 'MB',
      min: 128,
      max: 10_240,
      defaultFrom: 'aws',
      source: QUOTA,
      asOf,
    },
    128,
  ),
  timeout: duration({ title: 'Timeout', min: 1, max: 900, whole: true, defaultFrom: 'aws', source: QUOTA, asOf }, 3),
  duration: distribution(
    {
      title: 'Duration',
      help: 'Of one invocation, as CloudWatch’s Duration metric shows it: calls to other services included. With an event source mapping, the part that does not grow with the batch.',
      min: 0.0001,
      max: 900,
      defaultFrom: 'assumption',
    },
    { distribution: 'lognormal', mean: 0.1, scv: 1 },
  ),
  perRecord: duration(
    {
      title: 'Duration per record',
      help: 'What each record of a batch adds to the duration.',
      min: 0,
      max: 900,
      defaultFrom: 'assumption',
    },
    0,
  ),
  reservedConcurrency: count(
    {
      title: 'Reserved concurrency',
      help: 'Kept free for this function, and its upper bound too.',
      min: 0,
      max: 100_000,
      unset: 'shares the account’s unreserved concurrency',
      source: RESERVED,
      asOf,
    },
    undefined,
  ),
  provisionedConcurrency: count(
    {
      title: 'Provisioned concurrency',
      help: 'Environments kept initialised, charged by the hour; beyond them invocations start cold.',
      min: 1,
      max: 100_000,
      group: 'more',
      unset: 'none',
      source: PROVISIONED,
      asOf,
    },
    undefined,
  ),
  isIdempotent: flag(
    {
      title: 'Idempotent',
      help: 'Running twice for the same event does no harm. Asynchronous invocations and event source mappings deliver at least once.',
      defaultFrom: 'assumption',
    },
    false,
  ),
  idempotencyTable: flag(
    {
      title: 'Idempotency table',
      help: 'The exported code keeps the key of each message, record or event in a DynamoDB table and does nothing for one that it knows: two writes for each attempt, on this function’s bill. The duration includes them.',
      group: 'more',
      appliesWhen: { field: 'isIdempotent', is: [true] },
      defaultFrom: 'assumption',
    },
    false,
  ),
  errorRate: share(
    {
      title: 'Error rate',
      help: 'Share of the invocations that end in a function error.',
      defaultFrom: 'assumption',
    },
    0,
  ),
  asyncRetryAttempts: count(
    {
      title: 'Asynchronous retries',
      help: 'Further attempts after a function error, one and two minutes later.',
      min: 0,
      max: 2,
      group: 'more',
      defaultFrom: 'aws',
      source: ASYNC,
      asOf,
    },
    2,
  ),
  maximumEventAge: duration(
    {
      title: 'Maximum event age',
      help: 'How long Lambda keeps an asynchronous event that it cannot run.',
      min: 60,
      max: 21_600,
      whole: true,
      group: 'more',
      defaultFrom: 'aws',
      source: ASYNC,
      asOf,
    },
    21_600,
  ),
  coldStart: duration(
    {
      title: 'Cold start',
      help: 'Mean time that a new environment takes before it runs the handler. AWS publishes no figure for it.',
      min: 0,
      max: 130,
      group: 'more',
      defaultFrom: 'assumption',
      source: ENVIRONMENT,
      asOf,
    },
    0.4,
  ),
  keepAlive: duration(
    {
      title: 'Idle environments live',
      help: 'How long AWS keeps an idle environment. Not documented: minutes; an assumption of the simulation.',
      min: 1,
      max: 7200,
      group: 'more',
      defaultFrom: 'assumption',
      source: ENVIRONMENT,
      asOf,
    },
    300,
  ),
  urlAuthorization: choice(
    {
      title: 'Function URL',
      help: 'Who may call the function’s own HTTPS address, where a client is drawn that does.',
      labels: { AWS_IAM: 'Signed by IAM', NONE: 'Anyone' },
      group: 'more',
      defaultFrom: 'assumption',
      source: URL_CONFIG,
      asOf,
    },
    'AWS_IAM',
  ),
  snapStart: flag(
    {
      title: 'SnapStart',
      group: 'more',
      defaultFrom: 'aws',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html',
      asOf,
    },
    false,
  ),
  ephemeralStorage: count(
    {
      title: 'Ephemeral storage',
      unit: 'MB',
      min: 512,
      max: 10_240,
      group: 'more',
      defaultFrom: 'aws',
      source: QUOTA,
      asOf,
    },
    512,
  ),
  responseSize: size(
    {
      title: 'Response size',
      help: 'Mean size of what the function returns to a caller that waits.',
      min: 0,
      max: 209_715_200,
      group: 'more',
      defaultFrom: 'assumption',
    },
    1024,
  ),
  logBytes: size(
    {
      title: 'Log output',
      help: 'Mean bytes that an invocation writes to CloudWatch Logs, platform lines included.',
      min: 0,
      max: 10_485_760,
      group: 'more',
      defaultFrom: 'assumption',
    },
    500,
  ),
});

export type FunctionConfig = z.infer<typeof config>;
