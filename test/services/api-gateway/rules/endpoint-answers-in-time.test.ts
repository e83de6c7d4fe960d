import { endpointAnswersInTime } from '#shared/services/api-gateway/rules/endpoint-answers-in-time';
import { anApi, anEndpoint, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (mean: number, endpoint: object = {}) => [
  anApi(),
  anEndpoint('partner', { answerTime: { distribution: 'exponential', mean, scv: 1 }, timeout: 60, ...endpoint }),
  joined('api-gateway/http-integration', 'api', 'partner'),
];

testRule(endpointAnswersInTime, {
  valid: {
    'an endpoint that answers soon': drawn(2),
    'one that gives up before the API does': drawn(20, { timeout: 25 }),
  },
  invalid: {
    'one that is often late': {
      drawn: drawn(14.5),
      message:
        '13.5 % of the answers of partner take longer than 29 s, and api answers those clients 504: answer 202 and call partner from a queue, or grant it more time',
      at: { connection: 'api--partner' },
    },
  },
});
