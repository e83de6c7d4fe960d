/** What a pipe calls over HTTP: endpoints outside AWS as API destinations, and of the drawing REST APIs, by their ARN. */
import type { Refusal } from '#shared/model/connection';
import type { Terms } from '#shared/model/contract';

type Ends = Terms<'http'>;

const TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html';
const PARAMETERS = 'https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetHttpParameters.html';
const API_TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-gateway-target.html';
const asOf = '2026-11-28';

const NO_REST_API: Refusal = {
  why: 'of APIs a pipe calls REST APIs alone',
  instead: 'make it a REST API, or have the pipe invoke the function, or start the workflow, behind it',
  source: PARAMETERS,
  asOf,
};

const DISTRIBUTION: Refusal = {
  why: 'a pipe calls REST APIs by their ARN, and no distribution',
  instead: 'have it call the API, or invoke the function, behind the distribution',
  source: TARGETS,
  asOf,
};

const PRIVATE_API: Refusal = {
  why: 'EventBridge reaches no private API',
  instead: 'make it a regional one, or have the pipe invoke the function, or start the workflow, behind it',
  source: API_TARGETS,
  asOf,
};

/** Why a pipe cannot call an API; undefined where it can, or where a web ACL stands before what it calls. */
export function apiRefusal({ isFilter, calledByArn, distribution, reach }: Ends): Refusal | undefined {
  if (isFilter) return undefined;
  if (distribution === 'itself') return DISTRIBUTION;
  if (calledByArn === undefined) return NO_REST_API;
  return reach === 'private' ? PRIVATE_API : undefined;
}

/** For the kinds that call a REST API of the drawing. */
export const apisOnly = (to: Ends): Refusal | undefined =>
  to.outside
    ? {
        why: 'a pipe calls an endpoint outside AWS as an API destination',
        instead: 'draw the line as one',
        source: TARGETS,
        asOf,
      }
    : apiRefusal(to);

/** For API destinations, which lead out of AWS here. */
export const endpointsOnly = (to: Ends): Refusal | undefined =>
  to.outside
    ? undefined
    : (apiRefusal(to) ?? {
        why: 'a pipe calls a REST API of the drawing by its ARN, not as an API destination',
        instead: 'draw the line as one to a REST API',
        source: TARGETS,
        asOf,
      });
