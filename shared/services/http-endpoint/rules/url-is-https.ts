import type { ResourceRule } from '#shared/model/rule';
import type { EndpointConfig } from '../config';

/** A scheme, a host and, perhaps, a port and a path. */
const HTTPS = /^https:\/\/[\w.-]+(?::\d+)?(?:\/[^\s]*)?$/;

export const urlIsHttps: ResourceRule<EndpointConfig> = {
  id: 'http-endpoint/url-is-https',
  title: 'an endpoint has an HTTPS address',
  severity: 'error',
  category: 'security',
  why: 'What is sent over plain HTTP can be read and changed on the way, the credentials with it. EventBridge takes HTTPS endpoints only, and the exported code needs an address.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report) {
    if (HTTPS.test(config.url.trim())) return;
    report(
      { resource: id, field: 'url' },
      `${config.url.trim() === '' ? `${name} has no address` : `${config.url.trim()} is no HTTPS address`}: write it like https://partner.example.com/webhook`,
    );
  },
};
