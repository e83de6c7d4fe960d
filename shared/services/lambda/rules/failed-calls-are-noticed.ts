import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { CallConfig } from '../call-config';

export const failedCallsAreNoticed: ConnectionRule<CallConfig, 'code-call'> = {
  id: 'lambda/failed-calls-are-noticed',
  title: 'a call that fails for good fails the invocation',
  severity: 'info',
  category: 'reliability',
  why: 'Code that goes on after a failed call loses what it wanted to send: nothing tries again, and no dead-letter queue gets it. If the invocation fails, whoever invoked it tries again or keeps the event.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html',
  asOf: '2026-11-23',
  check({ id, config: { failsInvocation }, from, to }, report) {
    if (failsInvocation) return;
    report(
      { connection: id, field: 'failsInvocation' },
      `${from.resource.name} goes on when a call to ${to.resource.name} fails for good: what it would have sent is lost; let the invocation fail if it matters`,
      set('Let the invocation fail', { connection: id }, 'failsInvocation', true),
    );
  },
};
