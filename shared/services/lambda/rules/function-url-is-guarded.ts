import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { FunctionConfig } from '../config';

export const functionUrlIsGuarded: ResourceRule<FunctionConfig> = {
  id: 'lambda/function-url-is-guarded',
  title: 'a function URL asks for a signature, or what it can take is bounded',
  severity: 'warning',
  category: 'security',
  why: 'A function URL knows no stage throttle, no usage plan and no WAF. Without authorization whoever finds the address runs the function at one’s cost, up to the concurrency that the whole account shares.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_FunctionUrlConfig.html',
  asOf: '2026-11-26',
  check({ id, name, config: { urlAuthorization, reservedConcurrency }, inbound }, report) {
    const hasUrl = inbound.some(({ from, to }) => from.contract === 'http-call' && to.contract === 'invoke');
    if (!hasUrl || urlAuthorization !== 'NONE' || reservedConcurrency !== undefined) return;
    report(
      { resource: id, field: 'urlAuthorization' },
      `anyone may call the URL of ${name}, up to the account’s whole concurrency: ask for a signature by IAM, reserve concurrency, or put an API with a throttle in front`,
      set('Ask for a signature by IAM', { resource: id }, 'urlAuthorization', 'AWS_IAM'),
    );
  },
};
