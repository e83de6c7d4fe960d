/** The rules of this service, one a file. */
import type { AccountRule, ResourceRule } from '#shared/model/rule';
import type { TableConfig } from '../config';
import { capacityFitsAccount } from './capacity-fits-account';
import { capacityFitsTable } from './capacity-fits-table';
import { capacityIsUsed } from './capacity-is-used';
import { indexesFitTable } from './indexes-fit-table';
import { indexesMultiplyWrites } from './indexes-multiply-writes';
import { itemSizeIsKnown } from './item-size-is-known';
import { itemsCanBeRestored } from './items-can-be-restored';
import { keysUseTheCapacity } from './keys-use-the-capacity';
import { storedDataIsCounted } from './stored-data-is-counted';
import { streamHasTwoReaders } from './stream-has-two-readers';
import { warmThroughputAddsRoom } from './warm-throughput-adds-room';

export const rules: readonly ResourceRule<TableConfig>[] = [
  capacityFitsTable,
  capacityIsUsed,
  indexesFitTable,
  indexesMultiplyWrites,
  itemSizeIsKnown,
  itemsCanBeRestored,
  keysUseTheCapacity,
  storedDataIsCounted,
  streamHasTwoReaders,
  warmThroughputAddsRoom,
];

export const accountRules: readonly AccountRule<TableConfig>[] = [capacityFitsAccount];
