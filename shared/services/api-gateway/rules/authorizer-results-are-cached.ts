import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { AuthorizerConfig } from '../authorizer-config';

/** AWS's own for REST APIs, seconds (API_CreateAuthorizer). */
const DEFAULT_TTL = 300;

export const authorizerResultsAreCached: ConnectionRule<AuthorizerConfig, 'authorize', 'invoke'> = {
  id: 'api-gateway/authorizer-results-are-cached',
  title: 'what an authorizer finds out counts for a while',
  severity: 'info',
  category: 'cost',
  why: 'Without a time to live each request waits for the authorizer, pays for one more invocation and takes concurrency of the account. With one, a caller whose rights are taken away stays in until it is over.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html',
  asOf: '2026-11-27',
  check({ id, from, to, config: { resultTtl } }, report) {
    if (from.terms.apiType === 'WEBSOCKET' || resultTtl > 0) return;
    report(
      { connection: id, field: 'resultTtl' },
      `each request to ${from.resource.name} runs ${to.resource.name} first: cache its results for as long as one may be trusted`,
      set(`Cache results for ${DEFAULT_TTL} s`, { connection: id }, 'resultTtl', DEFAULT_TTL),
    );
  },
};
