import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { bytesText, short } from '#shared/model/wording';
import type { TopicConfig } from '../config';

export const batchFitsACall: ResourceRule<TopicConfig> = {
  id: 'sns/batch-fits-a-call',
  title: 'the messages of one batch fit one call',
  severity: 'error',
  category: 'limits',
  why: 'PublishBatch takes ten messages, but no more bytes over all of them than the topic takes in one message.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html',
  asOf: '2026-11-23',
  check({ config, inbound }, report, { capacity }) {
    const most = config.maximumMessageSize;
    for (const { id, from } of inbound) {
      const flow = capacity?.connections.get(id)?.flow;
      if (!flow || flow.perCall <= 1 || flow.size > most || flow.perCall * flow.size <= most) continue;
      const fits = Math.floor(most / flow.size);
      report(
        { connection: id, field: 'batchSize' },
        `${short(flow.perCall)} messages of ${bytesText(flow.size)} are more than the ${bytesText(most)} of one call: let ${from.resource.name} publish ${short(fits)} in a call`,
        set(`Publish ${short(fits)} messages in a call`, { connection: id }, 'batchSize', fits),
      );
    }
  },
};
