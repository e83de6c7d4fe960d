import { endpointAnswersInTime } from '#shared/services/eventbridge/rules/endpoint-answers-in-time';
import { aBus, anEndpoint, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (mean: number) => [
  aBus(),
  anEndpoint('partner', { answerTime: { distribution: 'exponential', mean, scv: 1 } }),
  joined('eventbridge/api-destination', 'bus', 'partner'),
];

testRule(endpointAnswersInTime, {
  valid: { 'an endpoint that answers soon': drawn(0.5) },
  invalid: {
    'one that is often late': {
      drawn: drawn(2.5),
      message:
        '13.5 % of the answers of partner take longer than 5 s, and those events are sent again: let it answer 202 at once and work later, or put a queue and a function between',
      at: { connection: 'bus--partner' },
    },
  },
});
