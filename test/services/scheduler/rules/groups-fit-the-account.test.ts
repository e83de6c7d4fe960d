import { groupsFitTheAccount } from '#shared/services/scheduler/rules/groups-fit-the-account';
import { anAccount, aSchedule } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const account = anAccount({ quotas: { 'scheduler/groups': 2 } });

testRule(groupsFitTheAccount, {
  valid: { 'two cards where the account has room for two': [account, aSchedule('one'), aSchedule('two')] },
  invalid: {
    'more cards than the account has groups': {
      drawn: [account, aSchedule('one'), aSchedule('two'), aSchedule('three')],
      message:
        'the drawing has 3 groups of schedules but the account takes 2: put schedules of one timing on one card, or ask AWS for more',
      at: {},
    },
  },
});
