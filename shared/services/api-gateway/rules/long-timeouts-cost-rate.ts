import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

/** AWS lowers the account's rate so that rate × timeout stays about as it was. */
const USUAL_TIMEOUT = 29;

export const longTimeoutsCostRate: ResourceRule<ApiConfig> = {
  id: 'api-gateway/long-timeouts-cost-rate',
  title: 'an account with longer integration timeouts states the lower rate that it got for them',
  severity: 'warning',
  category: 'capacity',
  why: 'AWS grants integration timeouts above 29 s in return for a lower request rate of the account, about so that rate × timeout stays the same: 967 requests a second at 300 s. A drawing that still counts on 10,000 promises too much.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report, { quota, account }) {
    const { type, endpoint, integrationTimeout, timeoutQuotaRaised } = config;
    const rate = quota('api-gateway/account-rate');
    if (type !== 'REST' || endpoint === 'edge' || !timeoutQuotaRaised || integrationTimeout <= USUAL_TIMEOUT) return;
    // A rate that the account states is taken as what AWS granted.
    if (account.quotas['api-gateway/account-rate'] !== undefined) return;
    const likely = Math.round((rate * USUAL_TIMEOUT) / integrationTimeout);
    report(
      { resource: id, field: 'integrationTimeout' },
      `${name} waits ${short(integrationTimeout)} s but the account still counts on ${short(rate)} requests a second: AWS lowers the rate to about ${short(likely)} for it; state the rate that you were granted`,
      {
        title: `Set the account’s rate to ${short(likely)}/s`,
        edit: { do: 'set-account', quotas: { 'api-gateway/account-rate': likely } },
      },
    );
  },
};
