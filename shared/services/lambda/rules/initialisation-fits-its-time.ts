import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';

export const initialisationFitsItsTime: ResourceRule<FunctionConfig> = {
  id: 'lambda/initialisation-fits-its-time',
  title: 'a cold start fits the ten seconds that it has',
  severity: 'warning',
  category: 'limits',
  why: 'Initialisation on demand is broken off after 10 s and begins again inside the first invocation, under the function’s timeout: the caller waits for both, and both are charged. Provisioned concurrency and SnapStart allow 130 s or more.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report, { quota }) {
    const most = quota('lambda/initialisation-time');
    const { coldStart, provisionedConcurrency, snapStart } = config;
    if (coldStart <= most || provisionedConcurrency !== undefined || snapStart) return;
    report(
      { resource: id, field: 'coldStart' },
      `${name} takes ${short(coldStart)} s to start but initialisation is broken off after ${short(most)} s and begins again in the first invocation: load less, or use SnapStart or provisioned concurrency`,
    );
  },
};
