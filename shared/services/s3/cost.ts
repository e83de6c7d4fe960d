/** What a bucket is charged for: requests, what it keeps, and what leaves AWS. Removing and notifying are free. */
import type { Usage, UsageContext } from '#shared/model/cost';
import type { Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { type Factor, MONTH, PER_GB, product, reported } from '#shared/model/usage';
import type { BucketConfig } from './config';
import { accessOf } from './notifications';

export function usage(context: UsageContext<BucketConfig>): readonly Usage[] {
  const { config, inbound } = context.resource;
  const kept: Factor = {
    name: 'bytes kept',
    value: reported(context.report, 'keptBytes'),
    unit: 'B',
    field: config.storedBytes === undefined ? 'expiration' : 'storedBytes',
  };
  return [
    ...inbound.flatMap((connection) => requests(connection, context)),
    product({ meter: 's3/standard_storage' }, [kept, PER_GB]),
    ...(config.encryption === 'kms'
      ? [product({ meter: 'kms/key_month' }, [{ name: 'customer managed key', value: 1 }])]
      : []),
  ];
}

function requests(connection: Connection, context: UsageContext<BucketConfig>): readonly Usage[] {
  const { flow, outcome } = context.flow(connection);
  const { does, removes } = accessOf(connection);
  if (removes) return [];
  const taken: Factor = {
    name: does === 'write' ? 'writes taken' : 'reads taken',
    value: flow.rate * (1 - outcome.throttled),
    unit: '1/s',
  };
  const meter = does === 'write' ? 's3/requests_tier1' : 's3/requests_tier2';
  return [
    product({ meter, connection: connection.id }, [taken, MONTH]),
    ...(does === 'read' && leavesAws(connection) ? [transfer(connection, taken, context)] : []),
  ];
}

function leavesAws({ from }: Connection): boolean {
  return from.contract === 'sdk-call' && !(from.terms as Terms<'sdk-call'>).inVpc;
}

function transfer(connection: Connection, taken: Factor, { report }: UsageContext<BucketConfig>): Usage {
  return product(
    { meter: 'data-transfer/internet_out', title: 'Objects read, data transfer out', connection: connection.id },
    [taken, { name: 'size of an object', value: reported(report, 'objectBytes'), unit: 'B' }, MONTH, PER_GB],
  );
}
