import { setting, together } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { type ClientConfig, sdkAttempts } from '../config';

/** Attempts of the standard mode. */
const STANDARD = 3;

export const sdkRetriesHaveABudget: ResourceRule<ClientConfig> = {
  id: 'client/sdk-retries-have-a-budget',
  title: 'an SDK retries in standard mode',
  severity: 'info',
  category: 'reliability',
  why: 'In standard mode a client spends tokens on retries and stops when too many calls fail, so that a service that is full is not kept full. The legacy mode makes up to five attempts without such a budget, and attempts above three weaken it.',
  source: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report) {
    const attempts = sdkAttempts(config);
    if (!outbound.some(({ from }) => from.contract === 'sdk-call')) return;
    if (config.retryMode !== 'legacy' && attempts <= STANDARD) return;
    report(
      { resource: id, field: config.retryMode === 'legacy' ? 'retryMode' : 'sdkAttempts' },
      `${name} makes up to ${short(attempts)} attempts${config.retryMode === 'legacy' ? ' without a retry budget' : ''}: the standard mode makes ${STANDARD} and stops when too many fail`,
      together(
        'Use the standard mode',
        setting({ resource: id }, 'retryMode', 'standard'),
        setting({ resource: id }, 'sdkAttempts', undefined),
      ),
    );
  },
};
