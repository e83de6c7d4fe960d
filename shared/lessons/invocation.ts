/** The three ways in which a function is invoked. */
import { also, instead, LAMBDA, type Lesson, SDK_RETRIES } from './lesson';

export const invocationLessons: readonly Lesson[] = [
  {
    id: 'synchronous-calls',
    subject: 'Invocation',
    title: 'Synchronous calls: the caller waits and handles errors',
    statement:
      'A caller through the CLI, an SDK or API Gateway gets the result at once. Errors are the client’s to handle, by retries with exponential backoff.',
    today: [
      also(
        'Lambda itself never tries a synchronous call again, nor does API Gateway: what is not retried by the client has failed.',
        `${LAMBDA}/invocation-retries.html`,
      ),
      instead(
        'API Gateway hides overload: a function that refuses a call with 429 reaches the caller of a REST API as 500, so that backoff on 429 never begins. A throttle at the stage answers 429 instead.',
        `${LAMBDA}/services-apigateway-errors.html`,
      ),
      instead(
        'An error of the function’s code comes back with HTTP status 200 and the field FunctionError: SDKs do not try it again, and code that does not look at the field takes it for success.',
        `${LAMBDA}/invocation-retries.html`,
      ),
      also(
        'AWS SDKs make three attempts in standard mode, with a budget that stops retries when most of them fail. A plain HTTP client of an API retries nothing unless somebody writes it.',
        SDK_RETRIES,
      ),
    ],
    rules: [
      'api-gateway/function-answers-within-timeout',
      'api-gateway/function-usually-answers-in-time',
      'api-gateway/overload-is-seen-as-429',
      'check/callers-outlast-callees',
      'check/retries-stay-at-one-layer',
      'client/refused-requests-are-retried',
      'client/requests-are-retried-sparingly',
      'client/usual-answers-come-in-time',
      'lambda/failed-calls-are-noticed',
      'lambda/functions-do-not-wait-for-functions',
      'lambda/response-fits-payload',
    ],
  },
  {
    id: 'asynchronous-calls',
    subject: 'Invocation',
    title: 'Asynchronous calls: up to three attempts, so code must be idempotent',
    statement:
      'S3, SNS and EventBridge hand an event to Lambda and do not wait. Lambda makes up to three attempts, so processing must be idempotent.',
    today: [
      instead(
        'Three attempts are one call and two retries, after about one and two minutes; the retries can be set to 1 or 0.',
        `${LAMBDA}/invocation-async-error-handling.html`,
      ),
      instead(
        'Only errors of the function count as attempts. An event that is throttled goes back to Lambda’s own queue and is tried for up to six hours.',
        `${LAMBDA}/invocation-async-error-handling.html`,
      ),
      also(
        'The sender was told 202 long before. What fails in every attempt or grows too old is dropped, unless a failure destination or a dead-letter queue takes it.',
        `${LAMBDA}/invocation-async-retain-records.html`,
      ),
    ],
    rules: [
      'check/failures-are-kept',
      'check/failures-are-read',
      'check/loops-are-detected',
      'check/repeated-work-is-idempotent',
      'lambda/asynchronous-failures-are-kept',
      'lambda/asynchronous-settings-are-used',
      'lambda/destination-has-work',
    ],
  },
  {
    id: 'event-source-mappings',
    subject: 'Invocation',
    title: 'Event source mappings: Lambda polls, and order holds except on standard queues',
    statement:
      'For SQS, Kinesis Data Streams and DynamoDB Streams, Lambda polls the source. Records are processed in order, except from a standard queue.',
    today: [
      instead(
        'Order holds within a message group of a FIFO queue and within a shard of a stream, and with a parallelization factor above 1 only within a partition key: never across groups or shards.',
        `${LAMBDA}/with-kinesis.html`,
      ),
      also(
        'Every mapping delivers at least once, that of a FIFO queue too: the code must be idempotent.',
        `${LAMBDA}/invocation-eventsourcemapping.html`,
      ),
      also(
        'The retries of a mapping are those of its source. A failed message comes back after the visibility timeout; a failed batch of a stream holds up its shard until it succeeds, is given up or expires.',
        `${LAMBDA}/services-sqs-errorhandling.html`,
      ),
      also(
        'On a standard queue Lambda starts with 5 batches at once and adds 300 a minute up to 1,250; on a stream it runs one batch for each shard, times the parallelization factor.',
        `${LAMBDA}/services-sqs-scaling.html`,
      ),
      also(
        'A pipe of EventBridge polls by the same rules, without a function: it filters, asks for what is missing and passes batches on to one target. What that refuses stays at the source and runs through the whole pipe again.',
        'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html',
      ),
    ],
    rules: [
      'check/order-survives-to-ordered-stages',
      'check/repeated-work-is-idempotent',
      'lambda/batch-failures-are-reported',
      'lambda/groups-feed-concurrency',
      'lambda/mapping-grows-in-time',
      'lambda/poison-record-ends',
      'lambda/poison-record-is-isolated',
      'lambda/stream-failures-are-kept',
      'lambda/visibility-timeout-covers-function-timeout',
      'lambda/visibility-timeout-covers-retries',
      'pipes/ordered-work-is-waited-for',
      'pipes/poison-record-ends',
    ],
  },
];
