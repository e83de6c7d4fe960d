/** An endpoint outside AWS answers what its rate limit lets through, and a share of it with an error. */
import type { CapacityContext, CapacityReport, LimitUse } from '#shared/model/capacity';
import { passedOn, passedOutcome } from '#shared/model/passing';
import { perSecond, seconds } from '#shared/model/unit';
import { shareBeyond } from '#shared/queueing/tail';
import { tokenBucketLoss } from '#shared/queueing/token-bucket';
import { bucketOf, type EndpointConfig } from './config';

const RATE = 'http-endpoint/rate';

export function capacity(context: CapacityContext<EndpointConfig>): CapacityReport {
  const { inbound, config } = context.resource;
  const flows = inbound.map((connection) => ({ connection, rate: context.offered(connection).rate as number }));
  const offered = flows.reduce((sum, { rate }) => sum + rate, 0);
  const bucket = bucketOf(config);
  const refused = bucket
    ? context.loss(() => tokenBucketLoss({ arrivalRate: offered, refillRate: bucket.rate, burst: bucket.burst }))
    : 0;
  const admitted = offered * (1 - refused);
  const fails = 1 - (1 - config.errorRate) * (1 - shareBeyond(config.answerTime, config.timeout));
  const outcome = passedOutcome(1 - refused, { failedShare: fails, latency: config.answerTime.mean });
  return {
    ...passedOn({ offered, admitted, failedShare: fails, latency: config.answerTime.mean }),
    latency: {
      value: seconds(config.answerTime.mean),
      grade: 'exact',
      because: () => ({
        formula: 'the answer time that you state',
        inputs: [{ name: 'answer time', value: config.answerTime.mean, unit: 's', field: 'answerTime' }],
      }),
    },
    limits: bucket ? [rateLimit(offered, bucket, context)] : [],
    draws: [],
    emits: new Map(),
    outcomes: new Map(inbound.map(({ id }) => [id, outcome])),
    spills: flows
      .filter(({ rate }) => rate * refused > 0)
      .map(({ connection, rate }) => ({
        ends: 'caller',
        rate: perSecond(rate * refused),
        limit: RATE,
        connection: connection.id,
        story: 'its rate limit is used up: the caller gets 429 and decides whether to try again',
        seenAs: '429 Too Many Requests',
      })),
    quantities: { requests: admitted },
  };
}

function rateLimit(
  offered: number,
  { rate, burst }: { readonly rate: number; readonly burst: number },
  { resource }: CapacityContext<EndpointConfig>,
): LimitUse {
  return {
    id: RATE,
    title: 'Requests that the endpoint takes',
    used: offered,
    limit: rate,
    unit: '1/s',
    utilisation: offered / rate,
    grade: 'exact',
    setBy: { resource: resource.id, field: 'rate' },
    beyond: '429 Too Many Requests to whoever calls it',
    because: () => ({
      formula: 'utilisation = offered rate ÷ rate limit that its owner states',
      inputs: [
        { name: 'offered rate', value: offered, unit: '1/s' },
        { name: 'rate limit', value: rate, unit: '1/s', field: 'rate' },
        { name: 'burst', value: burst, unit: 'requests', field: 'burst' },
      ],
    }),
  };
}
