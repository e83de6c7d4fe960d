import { partnerSourceHasItsForm } from '#shared/services/eventbridge/rules/partner-source-has-its-form';
import { aBus } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const partner = (partnerSource: string) => [aBus('leads', { bus: 'partner', partnerSource })];
const example = 'state its name, such as aws.partner/appflow/salesforce.com/123456789012/accounts';
const at = { resource: 'leads', field: 'partnerSource' };

testRule(partnerSourceHasItsForm, {
  valid: {
    'the source of a flow': partner('aws.partner/appflow/salesforce.com/123456789012/leads'),
    'the fewest parts that a name has': partner('aws.partner/example.com/orders'),
    'a bus of another kind': [aBus('leads', { partnerSource: 'leads' })],
  },
  invalid: {
    'no name': {
      drawn: partner(' '),
      message: `leads is a partner event bus without the name of its event source: ${example}`,
      at,
    },
    'a name of one part': {
      drawn: partner('aws.partner/example.com'),
      message: `leads is a partner event bus but aws.partner/example.com is no partner event source: ${example}`,
      at,
    },
    'a name with a blank': {
      drawn: partner('aws.partner/example.com/new leads'),
      message: `leads is a partner event bus but aws.partner/example.com/new leads is no partner event source: ${example}`,
      at,
    },
  },
});
