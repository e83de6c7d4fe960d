import type { ConnectionRule } from '#shared/model/rule';
import { keptOut } from '../called-api';
import type { ApiCallConfig } from '../stage-config';

export const apiLetsThePipeIn: ConnectionRule<ApiCallConfig, 'pass-batches', 'http'> = {
  id: 'pipes/api-lets-the-pipe-in',
  title: 'a REST API takes the calls of a pipe',
  severity: 'error',
  category: 'semantics',
  why: 'A pipe signs its calls as its role, which a REST API can check by IAM or leave unchecked. It has no token of a user and no API key, and EventBridge lets nobody set the header Authorization: an API that asks for one of these answers 401 or 403, and nothing that the pipe polls is ever done.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-gateway-target.html',
  asOf: '2026-11-28',
  check(call, report) {
    const why = keptOut(call);
    if (why !== undefined) report({ connection: call.id }, why);
  },
};
