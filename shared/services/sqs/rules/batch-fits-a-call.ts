import type { ResourceRule } from '#shared/model/rule';
import { bytesText, short } from '#shared/model/wording';
import type { QueueConfig } from '../config';

export const batchFitsACall: ResourceRule<QueueConfig> = {
  id: 'sqs/batch-fits-a-call',
  title: 'the messages of one batch fit one call',
  severity: 'error',
  category: 'limits',
  why: 'SendMessageBatch takes ten messages, but 1 MiB over all of them: ten messages of 200 KiB do not fit, although each of them would.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html',
  asOf: '2026-11-23',
  check({ inbound, config }, report, { capacity, quota }) {
    const most = quota('sqs/batch-bytes');
    for (const { id, from, kind } of inbound) {
      const flow = capacity?.connections.get(id)?.flow;
      if (!flow || kind.role !== 'work' || flow.perCall <= 1 || flow.size > config.maximumMessageSize) continue;
      if (flow.perCall * flow.size <= most) continue;
      const fits = Math.floor(most / flow.size);
      report(
        { connection: id, field: 'batchSize' },
        `${short(flow.perCall)} messages of ${bytesText(flow.size)} are more than the ${bytesText(most)} of one call: let ${from.resource.name} send ${short(fits)} in a call`,
        {
          title: `Send ${short(fits)} messages in a call`,
          edit: { do: 'set-config', target: { connection: id }, field: 'batchSize', value: fits },
        },
      );
    }
  },
};
