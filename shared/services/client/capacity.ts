/** A client makes the load: fresh requests, and the attempts that refusals add to them. */
import type { CapacityContext, CapacityReport, Flow } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { meanAnswerTime } from '#shared/model/passing';
import { triedAgain } from '#shared/model/tried-again';
import { bytes, perSecond, seconds } from '#shared/model/unit';
import { independentRetries } from '#shared/queueing/retries';
import { callsOf } from './calls';
import { type ClientConfig, sdkAttempts } from './config';

/** Tokens of the SDK's retry quota that a retry after a throttle costs (standard mode; sdkref, 2026-11-23). */
const THROTTLE_COST = 5;

interface Call {
  readonly connection: Connection;
  readonly fresh: number;
  readonly attempts: number;
  /** Share of the fresh calls that end with an error, retries spent. */
  readonly givesUp: number;
  readonly latency: number;
}

export function capacity(context: CapacityContext<ClientConfig>): CapacityReport {
  const { resource, loadFactor } = context;
  const rate = resource.config.rate * loadFactor;
  const calls = resource.outbound.map((connection) => call(connection, rate, resource.config, context));
  const offered = calls.length === 0 ? rate : calls.reduce((sum, { fresh }) => sum + fresh, 0);
  const failed = calls.reduce((sum, { fresh, givesUp }) => sum + fresh * givesUp, 0);
  const latency = calls.reduce((sum, { fresh, latency: each }) => sum + fresh * each, 0) / (offered || 1);
  return {
    offered: perSecond(offered),
    admitted: perSecond(offered),
    completed: perSecond(offered - failed),
    failed: perSecond(failed),
    throttled: perSecond(0),
    waiting: perSecond(0),
    inFlight: offered * latency,
    queueLength: 0,
    latency: {
      value: seconds(latency),
      grade: 'approximation',
      because: () => ({
        formula: 'mean over the calls of the answer time of one attempt × attempts; a refusal comes at once',
        inputs: calls.map(({ connection, latency: value }) => ({
          name: connection.to.resource.name,
          value,
          unit: 's',
        })),
      }),
    },
    limits: [],
    draws: [],
    emits: new Map(
      calls.map(({ connection, attempts }) => [connection.id, flow(connection, attempts, resource.config)]),
    ),
    outcomes: new Map(),
    spills: [],
    quantities: { requests: rate },
  };
}

function flow({ config }: Connection, attempts: number, { payload }: ClientConfig): Flow {
  return { rate: perSecond(attempts), size: bytes(payload), perCall: (config['batchSize'] as number | undefined) ?? 1 };
}

function call(
  connection: Connection,
  rate: number,
  config: ClientConfig,
  context: CapacityContext<ClientConfig>,
): Call {
  const fresh = rate * callsOf(connection);
  const outcome = context.outcome(connection);
  const isHttp = connection.from.contract === 'http-call';
  const most = isHttp ? config.httpAttempts : sdkAttempts(config);
  const refused = triedAgain(outcome, isHttp ? 'http' : 'sdk');
  const perCall = Math.min(
    independentRetries(refused, most - 1).meanAttempts,
    1 + retriesAffordable(refused, isHttp, config),
  );
  const answered = perCall * (1 - outcome.throttled - outcome.failed);
  return {
    connection,
    fresh,
    attempts: fresh * perCall,
    givesUp: Math.max(0, 1 - answered),
    latency: meanAnswerTime(outcome) * perCall,
  };
}

/**
 * Retries per call that the SDK's retry quota pays for in the long run: a first-try success earns one token, a failed
 * retry costs five (standard mode, sdkref feature-retry-behavior). Plain HTTP and older modes have no such brake.
 */
function retriesAffordable(refused: number, isHttp: boolean, { retryMode }: ClientConfig): number {
  if (isHttp || retryMode === 'legacy' || retryMode === 'none' || refused === 0) return Infinity;
  return (1 - refused) / (THROTTLE_COST * refused);
}
