import type { ConnectionRule } from '#shared/model/rule';
import { durationText, short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';
import { adviceInWords, advisedVisibilityTimeout, setVisibilityTimeout } from '../visibility';

/** An hour, and ten times what AWS advises: below either nobody would notice. */
const LONG = 3600;
const TIMES = 10;

export const visibilityTimeoutLetsRetriesCome: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/visibility-timeout-lets-retries-come',
  title: 'a failed message is tried again within the hour',
  severity: 'info',
  category: 'reliability',
  why: 'A batch that fails is not tried again before its visibility timeout ends. Far above what the function needs, it only delays every second attempt, and holds back the whole message group in a FIFO queue.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
  asOf: '2026-11-23',
  check(mapping, report) {
    const { from, to } = mapping;
    const { visibilityTimeout } = from.terms;
    const advised = advisedVisibilityTimeout(mapping);
    if (visibilityTimeout < Math.max(LONG, TIMES * advised)) return;
    report(
      { resource: from.resource.id, field: 'visibilityTimeout' },
      `what ${to.resource.name} fails to do is tried again after ${durationText(visibilityTimeout)}: ${short(advised)} s would do (${adviceInWords(mapping)})`,
      setVisibilityTimeout(from.resource),
    );
  },
};
