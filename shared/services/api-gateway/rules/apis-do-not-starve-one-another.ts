import type { AccountRule } from '#shared/model/rule';
import { listed, short } from '#shared/model/wording';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import { admittedBy } from '../throttles';

export const apisDoNotStarveOneAnother: AccountRule<ApiConfig> = {
  id: 'api-gateway/apis-do-not-starve-one-another',
  title: 'APIs that share an account have throttles',
  severity: 'warning',
  category: 'capacity',
  why: 'All APIs of an account and Region draw on one token bucket. One without a throttle can empty it, and then the clients of all the others get 429 too.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  asOf: '2026-11-23',
  check(apis, report, { quota }) {
    const used = apis.filter(({ inbound }) => inbound.length > 0);
    const open = used.filter((api) => api.config.stageRate === undefined && admittedBy(routesOf(api)) === undefined);
    const [first] = open;
    if (!first || used.length < 2) return;
    const others = used.filter(({ id }) => id !== first.id).map(({ name }) => name);
    report(
      { resource: first.id, field: 'stageRate' },
      `${listed(
        open.map(({ name }) => name),
        5,
      )} may use up all ${short(quota('api-gateway/account-rate'))} requests a second that ${open.length === 1 ? 'it shares' : 'they share'} with ${open.length === 1 ? listed(others, 5) : 'each other and the account’s other APIs'}: give each stage a throttle`,
    );
  },
};
