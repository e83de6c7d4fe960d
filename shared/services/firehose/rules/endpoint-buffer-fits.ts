import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { MOST_FOR_ENDPOINT } from '../buffer-bounds';
import type { DeliveryConfig } from '../config';
import type { EndpointDestinationConfig } from '../destination-config';

export const endpointBufferFits: ConnectionRule<EndpointDestinationConfig, 'deliver-batches', 'http'> = {
  id: 'firehose/endpoint-buffer-fits',
  title: 'a batch for an endpoint has 64 MiB at most',
  severity: 'error',
  category: 'limits',
  why: 'The buffer of an HTTP endpoint destination is 1 to 64 MiB, half of what a bucket may have.',
  source: 'https://docs.aws.amazon.com/firehose/latest/APIReference/API_HttpEndpointBufferingHints.html',
  asOf: '2026-11-23',
  check({ from, to }, report) {
    const { id, name } = from.resource;
    const { bufferSize } = from.resource.config as DeliveryConfig;
    if (bufferSize <= MOST_FOR_ENDPOINT) return;
    report(
      { resource: id, field: 'bufferSize' },
      `${name} gathers ${bufferSize} MiB for ${to.resource.name}, but AWS takes ${MOST_FOR_ENDPOINT} MiB at most`,
      set(`Gather ${MOST_FOR_ENDPOINT} MiB`, { resource: id }, 'bufferSize', MOST_FOR_ENDPOINT),
    );
  },
};
