import type { ConnectionRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { StreamMappingConfig } from '../mapping-config';
import { streamDestinations } from '../triggers';

const BASE64 = 4 / 3;

export const recordsFitPayload: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/records-fit-payload',
  title: 'a stream’s largest record fits an invocation',
  severity: 'warning',
  category: 'limits',
  why: 'Records are handed over in Base64, a third larger, and an invocation takes 6 MB. A record above 4.5 MB never reaches the function: it goes to the failure destination of the mapping, and without one it is lost or blocks its shard.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/large-records.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report, { quota }) {
    const { maximumRecordSize, records } = from.terms;
    const most = Math.floor(quota('lambda/batch-bytes') / (records === 'data' ? BASE64 : 1));
    if (maximumRecordSize <= most || streamDestinations(to.resource).length > 0) return;
    report(
      { connection: id },
      `${from.resource.name} takes records of ${bytesText(maximumRecordSize)} but ${to.resource.name} can be given ${bytesText(most)} at most, and has no stream failure destination for larger ones: lower the record size, or add the destination`,
      {
        title: `Take records of at most ${bytesText(most)}`,
        edit: { do: 'set-config', target: { resource: from.resource.id }, field: 'maximumRecordSize', value: most },
      },
    );
  },
};
