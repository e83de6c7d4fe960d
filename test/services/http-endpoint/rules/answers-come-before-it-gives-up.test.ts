import { answersComeBeforeItGivesUp } from '#shared/services/http-endpoint/rules/answers-come-before-it-gives-up';
import { anEndpoint } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const answering = (mean: number) => [
  anEndpoint('bank', { answerTime: { distribution: 'constant', mean, scv: 0 }, timeout: 10 }),
];

testRule(answersComeBeforeItGivesUp, {
  valid: { 'quick answers': answering(2) },
  invalid: {
    'answers slower than its own limit': {
      drawn: answering(12),
      message:
        'bank gives a request up after 10 s but takes 12 s on average: state a longest answer of 24 s, or a shorter answer time',
      at: { resource: 'bank', field: 'timeout' },
      remedy: 'Let an answer take 24 s',
    },
  },
});
