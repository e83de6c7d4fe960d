import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { BatchCallConfig } from '../call-config';

/** What a batch call of SQS and SNS takes; of Kinesis it is the least that is worth it. */
const BATCH = 10;

export const messagesAreSentInBatches: ConnectionRule<BatchCallConfig, 'code-call'> = {
  id: 'lambda/messages-are-sent-in-batches',
  title: 'ten messages or more are sent in batches',
  severity: 'info',
  category: 'cost',
  why: 'A batch call takes ten messages for the round trip, and mostly the price, of one. A function that sends them one by one waits and pays ten times, and uses ten of the calls that a FIFO queue allows.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api-actions.html',
  asOf: '2026-11-23',
  check({ id, config: { callsPerInvocation, batchSize }, from, to }, report) {
    if (batchSize > 1 || callsPerInvocation < BATCH) return;
    report(
      { connection: id, field: 'batchSize' },
      `${from.resource.name} sends ${short(callsPerInvocation)} messages to ${to.resource.name} one by one: send ${BATCH} in a call`,
      set(`Send ${BATCH} messages in a call`, { connection: id }, 'batchSize', BATCH),
    );
  },
};
