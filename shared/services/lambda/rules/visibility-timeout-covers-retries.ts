import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';
import { adviceInWords, advisedVisibilityTimeout, setVisibilityTimeout } from '../visibility';

export const visibilityTimeoutCoversRetries: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/visibility-timeout-covers-retries',
  title: 'the visibility timeout is six times the function’s timeout, plus the batching window',
  severity: 'warning',
  category: 'semantics',
  why: 'When the function is throttled Lambda keeps the batch and tries again until the visibility timeout ends. Too short a time makes messages visible meanwhile: they are worked on twice, and each return raises their receive count towards the dead-letter queue. AWS advises six times the function’s timeout, plus the batching window.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  asOf: '2026-11-23',
  check(mapping, report) {
    const { from, to } = mapping;
    const { visibilityTimeout } = from.terms;
    const { timeout } = to.terms;
    const advised = advisedVisibilityTimeout(mapping);
    // Below the function's timeout Lambda refuses the mapping, which is another rule's job.
    if (visibilityTimeout < timeout || visibilityTimeout >= advised) return;
    report(
      { resource: from.resource.id, field: 'visibilityTimeout' },
      `visibility timeout is ${short(visibilityTimeout)} s but ${to.resource.name} may run ${short(timeout)} s: give it ${short(advised)} s or more (${adviceInWords(mapping)})`,
      setVisibilityTimeout(from.resource),
    );
  },
};
