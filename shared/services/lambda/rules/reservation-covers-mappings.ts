import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { queueMappings } from '../triggers';

/**
 * A warning, by AWS's documentation, which advises against it and says that messages may be throttled. cdk-preflight
 * (0.0.143, pf-lambda-esm-max-concurrency-vs-reserved) refuses a single mapping above the reservation, and says of it
 * only that the mapping never reaches that concurrency.
 */
export const reservationCoversMappings: ResourceRule<FunctionConfig> = {
  id: 'lambda/reservation-covers-mappings',
  title: 'reserved concurrency covers the maximum concurrency of all mappings together',
  severity: 'warning',
  category: 'capacity',
  why: 'Maximum concurrency keeps a mapping from fetching more than the function can take. If the mappings together may ask for more than is reserved, the excess is throttled: those messages come back with a higher receive count, and may end in the dead-letter queue though nothing is wrong with them.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  asOf: '2026-11-23',
  check(resource, report) {
    const { id, name, config } = resource;
    const reserved = config.reservedConcurrency;
    if (reserved === undefined || reserved === 0) return;
    const stated = queueMappings(resource)
      .filter((mapping) => !mapping.config.provisionedPollers)
      .flatMap(({ config: { maximumConcurrency } }) => maximumConcurrency ?? []);
    const sum = stated.reduce((total, each) => total + each, 0);
    if (sum <= reserved) return;
    report(
      { resource: id, field: 'reservedConcurrency' },
      `${name} reserves ${short(reserved)} but its mappings may run ${stated.map(short).join(' + ')}${stated.length > 1 ? ` = ${short(sum)}` : ''} at once: reserve ${short(sum)}, or lower the maximum concurrency`,
      set(`Reserve ${short(sum)}`, { resource: id }, 'reservedConcurrency', sum),
    );
  },
};
