import type { ConnectionRule } from '#shared/model/rule';
import type { CallConfig } from '../call-config';

export const functionsDoNotWaitForFunctions: ConnectionRule<CallConfig, 'code-call', 'invoke'> = {
  id: 'lambda/functions-do-not-wait-for-functions',
  title: 'a function does not wait for another function',
  severity: 'warning',
  category: 'semantics',
  why: 'While one function waits for another, both are charged and both hold concurrency; timeouts have to fit into one another, and an error comes back as HTTP 200 that the code has to look into. A queue, an asynchronous invocation or Step Functions does the same without the waiting.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/concepts-event-driven-architectures.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    report(
      { connection: id },
      `${from.resource.name} waits for ${to.resource.name}: both are charged for the time and both hold concurrency; hand over by a queue or an asynchronous invocation, or make it one function`,
    );
  },
};
