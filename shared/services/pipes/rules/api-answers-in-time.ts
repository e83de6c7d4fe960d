import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { apisOf } from '../called-api';
import type { ApiCallConfig } from '../stage-config';

export const apiAnswersInTime: ConnectionRule<ApiCallConfig, 'pass-batches', 'http'> = {
  id: 'pipes/api-answers-in-time',
  title: 'a REST API that a pipe calls answers within 29 s',
  severity: 'warning',
  category: 'semantics',
  why: 'A pipe waits 29 s for the answer of an API. With a longer integration timeout the API works on after the pipe has given up and called it again, and the work is done twice.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-gateway-target.html',
  asOf: '2026-11-28',
  check(call, report, { quota }) {
    const patience = quota('pipes/api-timeout');
    for (const { resource, terms } of apisOf(call)) {
      if (terms.calledByArn === undefined || terms.timeout <= patience) continue;
      report(
        { connection: call.id },
        `${resource.name} waits ${short(terms.timeout)} s for what is behind it, but ${call.from.resource.name} gives up after ${short(patience)} s and calls it again: lower the integration timeout, or have the pipe invoke what is behind it`,
        set(
          `Set the integration timeout to ${short(patience)} s`,
          { resource: resource.id },
          'integrationTimeout',
          patience,
        ),
      );
    }
  },
};
