import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';
import { advisedVisibilityTimeout } from '../visibility';

export const visibilityTimeoutCoversFunctionTimeout: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/visibility-timeout-covers-function-timeout',
  title: 'the visibility timeout is at least the function’s timeout',
  severity: 'error',
  category: 'semantics',
  why: 'A message that becomes visible while it is still being worked on is handed out again. Lambda refuses a mapping to a function whose timeout is longer than the queue’s visibility timeout.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  asOf: '2026-11-23',
  check({ config, from, to }, report) {
    const { visibilityTimeout } = from.terms;
    const { timeout } = to.terms;
    if (visibilityTimeout >= timeout) return;
    const advised = advisedVisibilityTimeout(timeout, config.batchingWindow);
    report(
      { resource: from.resource.id, field: 'visibilityTimeout' },
      `visibility timeout is ${short(visibilityTimeout)} s but ${to.resource.name} may run ${short(timeout)} s, and Lambda refuses the mapping: give it ${short(advised.value)} s or more (${advised.formula})`,
      set(
        `Set visibility timeout to ${short(advised.value)} s`,
        { resource: from.resource.id },
        'visibilityTimeout',
        advised.value,
      ),
    );
  },
};
