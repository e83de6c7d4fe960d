import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';
import { adviceInWords, advisedVisibilityTimeout, setVisibilityTimeout } from '../visibility';

export const visibilityTimeoutCoversFunctionTimeout: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/visibility-timeout-covers-function-timeout',
  title: 'the visibility timeout is at least the function’s timeout',
  severity: 'error',
  category: 'semantics',
  why: 'A message that becomes visible while it is still being worked on is handed out again. Lambda refuses a mapping to a function whose timeout is longer than the queue’s visibility timeout.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  asOf: '2026-11-23',
  check(mapping, report) {
    const { from, to } = mapping;
    const { visibilityTimeout } = from.terms;
    const { timeout } = to.terms;
    if (visibilityTimeout >= timeout) return;
    const advised = advisedVisibilityTimeout(mapping);
    report(
      { resource: from.resource.id, field: 'visibilityTimeout' },
      `visibility timeout is ${short(visibilityTimeout)} s but ${to.resource.name} may run ${short(timeout)} s, and Lambda refuses the mapping: give it ${short(advised)} s or more (${adviceInWords(mapping)})`,
      setVisibilityTimeout(from.resource),
    );
  },
};
