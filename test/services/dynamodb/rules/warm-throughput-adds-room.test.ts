import { warmThroughputAddsRoom } from '#shared/services/dynamodb/rules/warm-throughput-adds-room';
import { aTable } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(warmThroughputAddsRoom, {
  valid: {
    'more than a new table takes': [aTable('orders', { warmWrites: 10_000, warmReads: 20_000 })],
    'a table without it': [aTable('orders')],
  },
  invalid: {
    'less than a new table takes': {
      drawn: [aTable('orders', { warmWrites: 3000 })],
      message: 'orders is warmed up for 3,000 writes a second but takes 4,000 anyway: leave it out, or ask for more',
      at: { resource: 'orders', field: 'warmWrites' },
      remedy: 'Leave the warm throughput out',
    },
    'less than twice the earlier peak': {
      drawn: [aTable('orders', { peakReads: 20_000, warmReads: 30_000 })],
      message: 'orders is warmed up for 30,000 reads a second but takes 40,000 anyway: leave it out, or ask for more',
      at: { resource: 'orders', field: 'warmReads' },
      remedy: 'Leave the warm throughput out',
    },
  },
});
