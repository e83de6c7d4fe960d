/** The throttle of one method or route, which takes the place of the stage's. */
import { z } from 'zod';
import { count, rate } from '#shared/model/field';

const THROTTLING = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html';
const asOf = '2026-11-28';

export const throttleFields = {
  throttleRate: rate(
    {
      title: 'Throttle: rate',
      help: 'Steady requests per second that this route admits, in the place of the stage’s.',
      min: 0.1,
      max: 1_000_000,
      unset: 'the stage’s',
      group: 'more',
      source: THROTTLING,
      asOf,
    },
    undefined,
  ),
  throttleBurst: count(
    {
      title: 'Throttle: burst',
      help: 'Size of the token bucket of this route.',
      min: 1,
      max: 1_000_000,
      unset: 'the stage’s',
      group: 'more',
      source: THROTTLING,
      asOf,
    },
    undefined,
  ),
};

const config = z.looseObject(throttleFields);
export type RouteThrottle = z.infer<typeof config>;
