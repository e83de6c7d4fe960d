/** The rules of this service, one a file. */
import type { AccountRule, ResourceRule } from '#shared/model/rule';
import type { StreamConfig } from '../config';
import { batchFitsACall } from './batch-fits-a-call';
import { fanOutConsumersFit } from './fan-out-consumers-fit';
import { keysReachEveryShard } from './keys-reach-every-shard';
import { largeRecordsAreRare } from './large-records-are-rare';
import { readersShareFiveCalls } from './readers-share-five-calls';
import { recordsAreEncrypted } from './records-are-encrypted';
import { shardsAreUsed } from './shards-are-used';
import { shardsFitAccount } from './shards-fit-account';
import { streamHasReaders } from './stream-has-readers';

export const rules: readonly ResourceRule<StreamConfig>[] = [
  batchFitsACall,
  fanOutConsumersFit,
  keysReachEveryShard,
  largeRecordsAreRare,
  readersShareFiveCalls,
  recordsAreEncrypted,
  shardsAreUsed,
  streamHasReaders,
];

export const accountRules: readonly AccountRule<StreamConfig>[] = [shardsFitAccount];
