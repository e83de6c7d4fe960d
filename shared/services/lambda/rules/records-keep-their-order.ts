import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { BatchCallConfig } from '../call-config';

export const recordsKeepTheirOrder: ConnectionRule<BatchCallConfig, 'code-call'> = {
  id: 'lambda/records-keep-their-order',
  title: 'what comes in order is put on a stream in order',
  severity: 'warning',
  category: 'semantics',
  why: 'PutRecords does not promise the order of the records in one call, and answers HTTP 200 when some of them were refused: trying those again puts them behind later ones. PutRecord one at a time keeps the order of a key.',
  source: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html',
  asOf: '2026-11-23',
  check({ id, config: { batchSize }, from, to }, report) {
    if (to.contract !== 'put-record' || batchSize <= 1) return;
    const ordered = from.resource.inbound.find((each) => each.kind.behaviour(each).ordering !== 'none');
    if (!ordered) return;
    const order = ordered.kind.behaviour(ordered).ordering;
    report(
      { connection: id, field: 'batchSize' },
      `${from.resource.name} gets ${ordered.from.resource.name} in order (${order}) but puts records on ${to.resource.name} with PutRecords, which may change it: put one record at a time, or accept the loss of order`,
      set('Put one record at a time', { connection: id }, 'batchSize', 1),
    );
  },
};
