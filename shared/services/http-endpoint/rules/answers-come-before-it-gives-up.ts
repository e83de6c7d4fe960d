import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { EndpointConfig } from '../config';

export const answersComeBeforeItGivesUp: ResourceRule<EndpointConfig> = {
  id: 'http-endpoint/answers-come-before-it-gives-up',
  title: 'an endpoint’s usual answer is quicker than its longest',
  severity: 'error',
  category: 'semantics',
  why: 'An endpoint whose mean answer takes longer than the time after which it gives a request up fails most of its requests.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html',
  asOf: '2026-11-23',
  check({ id, name, config: { answerTime, timeout } }, report) {
    if (answerTime.mean < timeout) return;
    const needed = Math.ceil(answerTime.mean * 2);
    report(
      { resource: id, field: 'timeout' },
      `${name} gives a request up after ${short(timeout)} s but takes ${short(answerTime.mean)} s on average: state a longest answer of ${short(needed)} s, or a shorter answer time`,
      set(`Let an answer take ${short(needed)} s`, { resource: id }, 'timeout', needed),
    );
  },
};
