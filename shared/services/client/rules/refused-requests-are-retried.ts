import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { HttpRequestConfig, UrlConfig } from '../call-config';

/** Requests to an API, or to the URL of a function, which has no plans. */
type Planned = UrlConfig & Partial<Pick<HttpRequestConfig, 'usagePlan' | 'planRate'>>;

/** Share of refused requests from which a second attempt is worth writing. */
const NOTICEABLE = 0.001;
const ADVISED = 3;

export const refusedRequestsAreRetried: ConnectionRule<Planned, 'http-call'> = {
  id: 'client/refused-requests-are-retried',
  title: 'a client whose requests are refused tries again',
  severity: 'info',
  category: 'reliability',
  why: 'Neither API Gateway nor Lambda tries again, and plain HTTP clients do not either unless told to. A refusal that would be over in a second is then an error for the user. Retries need a backoff with jitter, and requests that may be repeated.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report, { capacity }) {
    const found = capacity?.connections.get(id);
    // What a usage plan refuses is meant to be refused: another attempt gets no further.
    if (!found || (config.usagePlan && found.flow.rate > (config.planRate ?? Infinity))) return;
    const refused = found.outcome.throttled;
    if (from.terms.attempts > 1 || refused < NOTICEABLE) return;
    report(
      { resource: from.resource.id, field: 'httpAttempts' },
      `${to.resource.name} refuses ${short(refused * 100)} % of the requests of ${from.resource.name}, which makes one attempt: allow ${ADVISED} with backoff and jitter, if requests may be repeated`,
      set(`Allow ${ADVISED} attempts`, { resource: from.resource.id }, 'httpAttempts', ADVISED),
    );
  },
};
