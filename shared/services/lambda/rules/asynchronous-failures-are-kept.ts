import { addBehind } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { asynchronousDestinations, asynchronousTriggers } from '../triggers';

/** Longest retention of a queue, in seconds: 14 days. */
const LONG = 1_209_600;

export const asynchronousFailuresAreKept: ResourceRule<FunctionConfig> = {
  id: 'lambda/asynchronous-failures-are-kept',
  title: 'a function with asynchronous work has a failure destination',
  severity: 'warning',
  category: 'reliability',
  why: 'The sender of an asynchronous event is told 202 before the function runs. What fails in all attempts, or is throttled until it is too old, is dropped without a word unless a failure destination or a dead-letter queue takes it.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  asOf: '2026-11-23',
  check(resource, report, context) {
    const { id, name, config } = resource;
    const [trigger] = asynchronousTriggers(resource);
    if (!trigger || asynchronousDestinations(resource).some(({ kind }) => kind.role === 'failure')) return;
    const attempts = config.asyncRetryAttempts + 1;
    const queue = context.serviceTaking('enqueue');
    report(
      { resource: id },
      `events of ${trigger.from.resource.name} that fail ${attempts === 1 ? 'once' : `${attempts} times`}, or wait longer than ${durationText(config.maximumEventAge)}, are lost: give ${name} a failure destination`,
      queue &&
        addBehind(
          `Keep failed events of ${name} in a queue`,
          {
            from: id,
            kind: 'lambda/on-failure-queue',
            resource: { id: `${id}-failed`, service: queue.id, config: { retention: LONG } },
          },
          context,
        ),
    );
  },
};
