import type { Terms } from '#shared/model/contract';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { BatchCallConfig } from '../call-config';
import { queueMappings } from '../triggers';

/** Deduplication interval of FIFO queues and topics, seconds; it cannot be changed. */
const INTERVAL = 300;

export const resentMessagesAreDeduplicated: ConnectionRule<BatchCallConfig, 'code-call'> = {
  id: 'lambda/resent-messages-are-deduplicated',
  title: 'a message that is sent again falls into the deduplication interval',
  severity: 'warning',
  category: 'semantics',
  why: 'A FIFO queue or topic drops a second message with the same deduplication id for five minutes. A function that sends, then fails, and is run again only after a longer visibility timeout sends the message a second time, and it counts as new. Consumers behind have to recognise it by a key of its own.',
  source:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    if (to.contract !== 'enqueue' && to.contract !== 'publish') return;
    if (!(to.terms as Terms<'enqueue' | 'publish'>).fifo) return;
    const late = queueMappings(from.resource).find((mapping) => mapping.from.terms.visibilityTimeout >= INTERVAL);
    if (!late) return;
    report(
      { connection: id },
      `${from.resource.name} is run again ${durationText(late.from.terms.visibilityTimeout)} after it failed (visibility timeout of ${late.from.resource.name}), but ${to.resource.name} drops what is sent twice for ${durationText(INTERVAL)} only: make the consumers behind it idempotent, or shorten the visibility timeout`,
    );
  },
};
