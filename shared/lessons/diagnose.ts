/** Where throttling comes from, told from what a person observes. */
import type { Provenance } from '#shared/model/fact';
import { API, LAMBDA, READ, THROTTLING } from './lesson';

/** What the callers of the function notice. */
export const callerViews = ['nothing', '429', '500', 'late'] as const;
export type CallerView = (typeof callerViews)[number];

export interface Observation {
  /** Throttling messages stand in the function’s log; undefined where nobody has looked. */
  readonly inLog: boolean | undefined;
  /** The function’s Throttles metric has data points at that time. */
  readonly inMetric: boolean | undefined;
  readonly caller: CallerView | undefined;
}

export interface Diagnosis extends Provenance {
  readonly id: string;
  /** Where it comes from, as a sentence. */
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  /** Id of the lesson behind it. */
  readonly lesson: string;
}

interface Seen {
  readonly inLog: boolean;
  readonly inMetric: boolean;
  readonly caller: CallerView;
}

interface Cause extends Omit<Diagnosis, 'asOf'> {
  fits(seen: Seen): boolean;
}

const causes: readonly Cause[] = [
  {
    id: 'call-of-the-code',
    title: 'Something that the function’s code calls refuses it',
    why: 'A line in the log means that the function ran. A refused invocation runs nothing and leaves no line: so it was a call of the code that was refused, and the metric of this function does not count it.',
    remedy:
      'Read in the log which call it was and look at that service’s metric (another function’s Throttles, the stream’s WriteProvisionedThroughputExceeded). Retry with backoff in the SDK, send in batches, run fewer at once, or have that service’s quota raised. Concurrency for this function would make it worse.',
    source: THROTTLING,
    lesson: 'throttles-without-metric',
    fits: ({ inLog }) => inLog,
  },
  {
    id: 'refused-to-the-caller',
    title: 'Lambda refuses the function’s callers',
    why: 'Throttles counts invocations that Lambda refused: the concurrency of the account or the function is in use, more than ten requests a second come for each unit of it, or the load rises faster than environments start. A direct caller gets 429 TooManyRequestsException.',
    remedy:
      'Reserve concurrency where others use up the account’s, raise the reservation or the quota where this function needs more, shorten its runs, or take the work through a queue. Callers try again with backoff.',
    source: THROTTLING,
    lesson: 'rate-exceeded',
    fits: ({ inMetric, caller }) => inMetric && caller === '429',
  },
  {
    id: 'refused-behind-an-api',
    title: 'Lambda refuses the function, and API Gateway answers 500',
    why: 'An API does not pass on the 429 of its function: the caller of a REST API gets 500 and cannot tell overload from a bug.',
    remedy:
      'Throttle the stage below what the function can serve, so that the API itself answers 429, and give the function the concurrency that the rest needs.',
    source: `${LAMBDA}/services-apigateway-errors.html`,
    lesson: 'synchronous-calls',
    fits: ({ inMetric, caller }) => inMetric && caller === '500',
  },
  {
    id: 'refused-and-tried-again',
    title: 'Lambda refuses the function, and the work waits',
    why: 'Nobody sees an error where work is asynchronous or polled. Events are tried again for up to six hours, messages come back after the visibility timeout with one receive more, and a shard stands still while its records age.',
    remedy:
      'Watch AsyncEventAge, ApproximateAgeOfOldestMessage or IteratorAge. Give the function concurrency, set the maximum concurrency of the queue’s mapping below its reservation, allow five receives or more, and keep what fails.',
    source: `${LAMBDA}/invocation-async-error-handling.html`,
    lesson: 'asynchronous-calls',
    fits: ({ inMetric, caller }) => inMetric && (caller === 'nothing' || caller === 'late'),
  },
  {
    id: 'refused-by-the-api',
    title: 'API Gateway refuses before the function is called',
    why: 'Lambda counted nothing: the usage plan of the API key, the stage or the account’s bucket was exhausted, and API Gateway answered 429 by itself.',
    remedy:
      'Look at 4XXError and Count of the API. Raise the plan, the stage or the account’s quota, whichever is the lowest, and let clients try again with backoff.',
    source: `${API}/api-gateway-request-throttling.html`,
    lesson: 'api-throttling',
    fits: ({ inMetric, caller }) => !inMetric && caller === '429',
  },
  {
    id: 'not-throttled-but-failed',
    title: 'It is not throttling of this function: it failed',
    why: 'Without a data point in Throttles Lambda refused nothing. The error comes from the function’s code, its timeout or its answer, or from what it calls.',
    remedy: 'Look at Errors and Duration of the function, and at its log of that request.',
    source: `${LAMBDA}/services-apigateway-errors.html`,
    lesson: 'synchronous-calls',
    fits: ({ inMetric, caller }) => !inMetric && caller === '500',
  },
  {
    id: 'not-throttled-but-late',
    title: 'It is not throttling: work waits elsewhere',
    why: 'Nothing was refused. The mapping has no further pollers or groups, the batch window waits, or runs have become longer.',
    remedy: 'Look at Duration and ConcurrentExecutions, at the age of the oldest message and at the active groups.',
    source: `${LAMBDA}/services-sqs-scaling.html`,
    lesson: 'event-source-mappings',
    fits: ({ inLog, inMetric, caller }) => !inLog && !inMetric && caller === 'late',
  },
  {
    id: 'nothing-throttled',
    title: 'Nothing was throttled',
    why: 'Neither the log nor the metric nor a caller shows it.',
    remedy: 'Nothing is to be done.',
    source: THROTTLING,
    lesson: 'rate-exceeded',
    fits: ({ inLog, inMetric, caller }) => !inLog && !inMetric && caller === 'nothing',
  },
];

/**
 * All that may be behind an observation, likeliest reading first: what is unknown counts both ways, so that a further
 * look shortens the list. Several may hold at once. Empty while nothing was observed.
 */
export function diagnose({ inLog, inMetric, caller }: Observation): readonly Diagnosis[] {
  if (inLog === undefined && inMetric === undefined && caller === undefined) return [];
  const seen = both(inLog).flatMap((log) =>
    both(inMetric).flatMap((metric) =>
      (caller === undefined ? callerViews : [caller]).map((view) => ({ inLog: log, inMetric: metric, caller: view })),
    ),
  );
  return causes
    .filter(({ fits }) => seen.some(fits))
    .map(({ id, title, why, remedy, source, lesson }) => ({ id, title, why, remedy, source, asOf: READ, lesson }));
}

const both = (known: boolean | undefined): readonly boolean[] => (known === undefined ? [true, false] : [known]);
