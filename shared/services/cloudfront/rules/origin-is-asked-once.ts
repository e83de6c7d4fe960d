import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { OriginConfig } from '../connections';

export const originIsAskedOnce: ConnectionRule<OriginConfig, 'fetch', 'invoke'> = {
  id: 'cloudfront/origin-is-asked-once',
  title: 'code that is not idempotent is not asked again by CloudFront',
  severity: 'warning',
  category: 'semantics',
  why: 'A GET or HEAD that gets no answer in time is sent to the origin again, up to the number of connection attempts. The function may then run up to three times for one request of a viewer.',
  source:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html',
  asOf: '2026-11-23',
  check({ from, to }, report) {
    const { attempts, readShare, responseTimeout } = from.terms;
    const { isIdempotent, timeout } = to.terms;
    if (isIdempotent || attempts === 1 || readShare === 0 || timeout < responseTimeout) return;
    report(
      { resource: from.resource.id, field: 'connectionAttempts' },
      `${to.resource.name} is not idempotent, and ${from.resource.name} asks it up to ${attempts} times when it takes longer than ${short(responseTimeout)} s: make one attempt, or give it an idempotency key`,
      set('Make one attempt', { resource: from.resource.id }, 'connectionAttempts', 1),
    );
  },
};
