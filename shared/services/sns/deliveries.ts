/** What a topic delivers in steady state: attempts at each subscription, what waits for them, and what is given up. */
import type { CapacityContext, LimitUse, Spill } from '#shared/model/capacity';
import { givenUpSpill, type PaceUse, paceLimit } from '#shared/model/delivery';
import type { Connection } from '#shared/model/graph';
import { answersOf } from '#shared/model/outside';
import { perSecond } from '#shared/model/unit';
import { independentRetries } from '#shared/queueing/retries';
import { inTimeShare } from '#shared/queueing/tail';
import type { TopicConfig } from './config';
import type { EndpointSubscriptionConfig, FunctionSubscriptionConfig } from './subscription-config';
import { meanRetryTime, policyOf, retryTime } from './delivery-policy';
import { deadLetterOf } from './subscriptions';

const PACE = 'sns/receives-per-second';

/** Of one subscription; rates are messages per second. */
export interface Delivery {
  readonly connection: Connection;
  /** Deliveries begun, retries included. */
  readonly attempts: number;
  /** Refused, and tried again for days. */
  readonly held: number;
  /** Not begun, for want of the subscription's own rate. */
  readonly paced: number;
  readonly pace: PaceUse | undefined;
  readonly givenUp: number;
  /** Messages between two attempts at an endpoint, by Little's law. */
  readonly betweenAttempts: number;
}

type Context = CapacityContext<TopicConfig>;

export function deliver(connection: Connection, published: number, context: Context): Delivery {
  const matched = published * (connection.config as FunctionSubscriptionConfig).filterShare;
  if (connection.to.contract === 'http') return post(connection, matched, context);
  const held = matched * context.outcome(connection).throttled;
  return { connection, attempts: matched, held, paced: 0, pace: undefined, givenUp: 0, betweenAttempts: 0 };
}

/** To an endpoint outside AWS, which gets so many attempts and no more. */
function post(connection: Connection, matched: number, context: Context): Delivery {
  const config = connection.config as EndpointSubscriptionConfig;
  const { retries, receivesPerSecond } = config;
  const { throttled, failed } = context.outcome(connection);
  const inTime = inTimeShare(answersOf(connection), context.quota('sns/http-timeout'));
  const failProbability = 1 - (1 - throttled - failed) * inTime;
  const { meanAttempts, giveUpProbability } = independentRetries(failProbability, retries);
  const asked = matched * meanAttempts;
  const pace = receivesPerSecond === undefined ? undefined : { asked, limit: receivesPerSecond };
  const onTime = pace ? context.fits(pace.asked, pace.limit) : 1;
  return {
    connection,
    attempts: asked * onTime,
    held: 0,
    paced: matched * (1 - onTime),
    pace,
    givenUp: matched * onTime * giveUpProbability,
    betweenAttempts: matched * onTime * meanRetryTime(policyOf(config), failProbability),
  };
}

export function deliverySpills({ connection, held, paced, givenUp }: Delivery): readonly Spill[] {
  const subscriber = connection.to.resource.name;
  const found: Spill[] = [];
  if (held > 0) {
    found.push({
      ends: 'backlog',
      rate: perSecond(held),
      connection: connection.id,
      story: `${subscriber} refuses: SNS holds the messages and tries again for up to ${connection.to.contract === 'collect-records' ? '6 hours' : '23 days'}`,
    });
  }
  if (paced > 0) {
    found.push({
      ends: 'backlog',
      rate: perSecond(paced),
      limit: PACE,
      connection: connection.id,
      story: `SNS holds back what is beyond the deliveries a second that the subscription states for ${subscriber}`,
    });
  }
  const lastAfter = givenUp > 0 ? retryTime(policyOf(connection.config as EndpointSubscriptionConfig)) : undefined;
  return [...found, ...givenUpSpill(connection, givenUp, deadLetterOf(connection), lastAfter)];
}

/** The deliveries a second that an HTTP subscription states. */
export function receivesLimit({ connection, pace }: Delivery): readonly LimitUse[] {
  return paceLimit(connection, pace, {
    id: PACE,
    title: 'Deliveries a second of the subscription',
    field: 'receivesPerSecond',
    formula: 'utilisation = messages that pass the filter × attempts ÷ deliveries a second that you state',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
    asOf: '2026-11-23',
    raise: (wanted) => `Let SNS deliver ${wanted} messages a second to ${connection.to.resource.name}`,
  });
}
