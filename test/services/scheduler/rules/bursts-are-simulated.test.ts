import { burstsAreSimulated } from '#shared/services/scheduler/rules/bursts-are-simulated';
import { aQueue, aSchedule, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (config: Readonly<Record<string, unknown>>) => [
  aSchedule('invoices', { schedule: 'cron', cron: '0 6 1 * ? *', ...config }),
  aQueue(),
  joined('scheduler/queue-target', 'invoices', 'queue'),
];

testRule(burstsAreSimulated, {
  valid: {
    'a single nightly job': drawn({}),
    'schedules that are spread anyway': drawn({ schedule: 'once', at: '2027-03-01T09:00:00', schedules: 1_000_000 }),
    'a window in which they are few': drawn({ schedules: 6000, flexibleWindow: 7200 }),
  },
  invalid: {
    'thousands in the same minute': {
      drawn: drawn({ schedules: 6000 }),
      message:
        'invoices invokes 100 times a second for 60 s whenever it is due, 43,829 times the mean that the steady state counts: see in a run what the burst does, or spread it over a longer window',
      at: { resource: 'invoices', field: 'flexibleWindow' },
    },
  },
});
