import type { Contract, Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { bytesText, short } from '#shared/model/wording';
import type { MappingConfig } from '../mapping-config';

/** Records of a data stream are handed over in Base64, changes of items as they are. */
const BASE64 = 4 / 3;

export const batchFitsPayload: ConnectionRule<MappingConfig, Contract, 'invoke'> = {
  id: 'lambda/batch-fits-payload',
  title: 'a full batch fits the 6 MB of an invocation',
  severity: 'info',
  category: 'limits',
  why: 'Lambda closes a batch when its payload reaches 6 MB, however many records were asked for. The batch size that is set is then never reached, and the function is invoked more often than it seems.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html',
  asOf: '2026-11-23',
  check({ id, config: { batchSize }, from }, report, { capacity, quota }) {
    const size = capacity?.connections.get(id)?.flow.size;
    if (size === undefined || size <= 0) return;
    const most = quota('lambda/batch-bytes');
    const each = size * (isBase64(from) ? BASE64 : 1);
    if (each * batchSize <= most || each > most) return;
    const fitting = Math.max(1, Math.floor(most / each));
    report(
      { connection: id, field: 'batchSize' },
      `${short(batchSize)} records of ${bytesText(size)} are more than the ${bytesText(most)} of one invocation: a batch holds ${short(fitting)} at most`,
      set(`Set batch size to ${short(fitting)}`, { connection: id }, 'batchSize', fitting),
    );
  },
};

const isBase64 = ({ contract, terms }: Connection['from']): boolean =>
  contract === 'read-shards' && (terms as Terms<'read-shards'>).records === 'data';
