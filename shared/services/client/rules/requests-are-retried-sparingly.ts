import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { HttpRequestConfig } from '../call-config';

/** What the AWS SDKs make in standard mode. */
const ENOUGH = 3;

export const requestsAreRetriedSparingly: ConnectionRule<HttpRequestConfig, 'http-call', 'http'> = {
  id: 'client/requests-are-retried-sparingly',
  title: 'a client makes at most three attempts',
  severity: 'info',
  category: 'reliability',
  why: 'When the service is full every attempt is load on top: with n attempts the clients alone multiply it by up to n and keep it full. The AWS SDKs make three, and stop when too many of them fail; a plain HTTP client has no such brake.',
  source: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html',
  asOf: '2026-11-23',
  check({ from, to }, report) {
    const { attempts } = from.terms;
    if (attempts <= ENOUGH) return;
    report(
      { resource: from.resource.id, field: 'httpAttempts' },
      `${from.resource.name} makes up to ${short(attempts)} attempts: when ${to.resource.name} is full its load grows up to ${short(attempts)}-fold; ${ENOUGH} with backoff are enough`,
      set(`Allow ${ENOUGH} attempts`, { resource: from.resource.id }, 'httpAttempts', ENOUGH),
    );
  },
};
