import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { EndpointConfig } from '../config';

export const repeatedRequestsAreRecognised: ResourceRule<EndpointConfig> = {
  id: 'http-endpoint/repeated-requests-are-recognised',
  title: 'an endpoint that may get a request twice recognises it',
  severity: 'warning',
  category: 'semantics',
  why: 'A request that timed out may have been done all the same, and queues, rules and subscriptions deliver at least once. What comes again is done again, a payment charged twice, unless the endpoint knows it by a key that the caller sends with it.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html',
  asOf: '2026-11-23',
  check({ id, name, config, inbound }, report) {
    if (config.isIdempotent) return;
    const repeating = inbound.find((each) => each.kind.behaviour(each).delivery === 'at least once');
    if (!repeating) return;
    report(
      { resource: id, field: 'isIdempotent' },
      `${repeating.from.resource.name} may send ${name} a request twice: send an idempotency key that ${name} knows, then say that it recognises repeated requests`,
      set(`${name} recognises repeated requests`, { resource: id }, 'isIdempotent', true),
    );
  },
};
