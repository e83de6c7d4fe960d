/** What becomes of calls that a function cannot take, and what helps. */
import { also, instead, LAMBDA, type Lesson, SDK_RETRIES, THROTTLING } from './lesson';

export const throttlingLessons: readonly Lesson[] = [
  {
    id: 'rate-exceeded',
    subject: 'Throttling',
    title: 'Beyond the concurrency limit Lambda refuses with 429',
    statement:
      'Where the concurrency limit is exceeded, calls are throttled with “Rate exceeded” or 429 TooManyRequestsException.',
    today: [
      also(
        'There are three limits: the concurrency of the account in the Region, what is reserved for the function, and ten requests a second for each unit of concurrency. Short runs meet the third while concurrency is free.',
        `${LAMBDA}/lambda-concurrency.html`,
      ),
      also(
        'Each function adds at most 1,000 environments every ten seconds, so that a steep rise is refused although the limit is far away.',
        `${LAMBDA}/scaling-behavior.html`,
      ),
      also(
        'Functions on Managed Instances add no environment when a call comes and have no cold start: their environments take many calls at once, and calls are refused where traffic more than doubles within five minutes. They are not modelled here.',
        `${LAMBDA}/lambda-managed-instances-scaling.html`,
      ),
      instead(
        'Only who calls the function itself sees the 429. Asynchronous events wait, messages return to their queue, a shard stands still, and a REST API answers 500.',
        `${LAMBDA}/services-apigateway-errors.html`,
      ),
    ],
    rules: [
      'api-gateway/overload-is-seen-as-429',
      'api-gateway/stage-throttle-protects-function',
      'lambda/backlog-leaves-room-for-callers',
      'lambda/environments-come-in-time',
      'lambda/reservation-covers-first-batches',
      'lambda/reservation-covers-shards',
      'lambda/reservation-lets-work-run',
      'sqs/receives-allow-for-throttles',
    ],
  },
  {
    id: 'throttles-without-metric',
    subject: 'Throttling',
    title: 'Throttling in the log without the metric: a call of the code was refused',
    statement:
      'Throttling messages in CloudWatch Logs without data points in the function’s Throttles metric come from API calls that the function’s code makes.',
    today: [
      also(
        'Throttles counts invocations that Lambda refused before an environment ran, so that they leave no line in the function’s log. A line in the log means that the function ran and that something it called refused it.',
        THROTTLING,
      ),
      also(
        'Who refused is told by the words of the error: SQS says RequestThrottled, SNS Throttled, Kinesis and DynamoDB ProvisionedThroughputExceededException, another function TooManyRequestsException, and then that function’s Throttles has the data points.',
        THROTTLING,
      ),
    ],
    rules: [
      'kinesis/keys-reach-every-shard',
      'lambda/failed-calls-are-noticed',
      'lambda/refused-calls-are-retried',
      'lambda/timeout-covers-call-retries',
    ],
  },
  {
    id: 'reserved-concurrency',
    subject: 'Throttling',
    title: 'First remedy: reserved concurrency',
    statement: 'Reserved concurrency resolves throttling: the function has its share whatever others do.',
    today: [
      instead(
        'It is a share and a ceiling: the function never runs more than it reserves, and the others have as much less. Where the function itself needs more, a reservation makes throttling worse.',
        `${LAMBDA}/configuration-concurrency.html`,
      ),
      also(
        '100 of the account’s concurrency always stay unreserved. Other cures: a higher quota, shorter runs, a queue in front, and a maximum concurrency on the mappings of queues.',
        `${LAMBDA}/configuration-concurrency.html`,
      ),
    ],
    rules: [
      'lambda/backlog-leaves-room-for-callers',
      'lambda/pollers-fit-concurrency',
      'lambda/provisioned-fits-reservation',
      'lambda/reservation-covers-mappings',
      'lambda/reservation-covers-shards',
      'lambda/reservation-lets-work-run',
      'lambda/reservations-leave-the-floor',
    ],
  },
  {
    id: 'backoff-in-code',
    subject: 'Throttling',
    title: 'Second remedy: exponential backoff in code',
    statement: 'Code that is refused waits longer before each further attempt.',
    today: [
      instead(
        'AWS SDKs do it by themselves: three attempts with full jitter. In the mode of 2026 the wait after a throttle grows from one second, and the retry quota ends retries when most fail.',
        SDK_RETRIES,
      ),
      also(
        'Backoff spreads the load of a moment; where more comes in than can be served, every retry adds to it. The timeout of the function must leave time for the waits.',
        SDK_RETRIES,
      ),
      also(
        'Retries at several layers multiply: three by three attempts are nine calls for one request.',
        'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_mitigate_interaction_failure_limit_retries.html',
      ),
    ],
    rules: [
      'check/retries-stay-at-one-layer',
      'client/refused-requests-are-retried',
      'client/requests-are-retried-sparingly',
      'client/sdk-retries-have-a-budget',
      'lambda/refused-calls-are-retried',
      'lambda/timeout-covers-call-retries',
    ],
  },
];
