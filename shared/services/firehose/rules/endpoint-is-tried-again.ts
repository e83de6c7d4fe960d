import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { EndpointDestinationConfig } from '../destination-config';

const AWS_DEFAULT = 300;

export const endpointIsTriedAgain: ConnectionRule<EndpointDestinationConfig, 'deliver-batches', 'http'> = {
  id: 'firehose/endpoint-is-tried-again',
  title: 'an endpoint is tried again',
  severity: 'warning',
  category: 'reliability',
  why: 'Without a retry duration one error of the endpoint, or a 429, sends the whole batch to the bucket for failed records, from where nobody delivers it.',
  source: 'https://docs.aws.amazon.com/firehose/latest/APIReference/API_HttpEndpointRetryOptions.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report) {
    if (config.retryDuration > 0) return;
    report(
      { connection: id, field: 'retryDuration' },
      `${from.resource.name} does not try again: one error of ${to.resource.name} sends a whole batch to the bucket for failed records`,
      set(`Try again for ${AWS_DEFAULT} s`, { connection: id }, 'retryDuration', undefined),
    );
  },
};
