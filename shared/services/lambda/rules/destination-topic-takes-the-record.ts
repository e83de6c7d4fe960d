import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import { asynchronousTriggers, isStreamDestination } from '../triggers';

export const destinationTopicTakesTheRecord: ConnectionRule<Config, 'outcome'> = {
  id: 'lambda/destination-topic-takes-the-record',
  title: 'the record of an event fits the topic that it is sent to',
  severity: 'warning',
  category: 'limits',
  why: 'An event may have 1 MB, but Lambda delivers at most 256 KB to an SNS destination, the event and what it adds together. Larger records are not delivered, and DestinationDeliveryFailures is the only trace. A queue takes 1 MiB.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  asOf: '2026-11-23',
  check(connection, report, { capacity, quota }) {
    const { id, from, to } = connection;
    if (to.contract !== 'publish' || isStreamDestination(connection)) return;
    const most = quota('lambda/destination-topic-record');
    const sizes = asynchronousTriggers(from.resource).map((each) => capacity?.connections.get(each.id)?.flow.size ?? 0);
    const size = Math.max(0, ...sizes);
    if (size <= most) return;
    report(
      { connection: id },
      `events for ${from.resource.name} have ${bytesText(size)} on average but Lambda delivers ${bytesText(most)} to a topic: use a queue as the destination instead of ${to.resource.name}`,
    );
  },
};
