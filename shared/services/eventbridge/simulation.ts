/**
 * A bus in a run: events within the account's PutEvents quota, a copy for each target that the event matches,
 * deliveries within the account's quota of invocations, later tried again.
 */
import { backoff, DAY_OF_RETRIES } from '#shared/model/backoff';
import type * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import { FanOutActor, OWN_TIMERS, Pace, type Receiver } from '#shared/model/fan-out-actor';
import * as Message from '#shared/model/message';
import { PacedLine } from '#shared/model/paced-line';
import {
  type Actor,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  NONE,
} from '#shared/model/simulation';
import { deadLetterOf } from '#shared/model/targets';
import type { BusConfig } from './config';
import { type ApiDestinationConfig, retryPolicy, type TargetConfig } from './target-config';
import { isOfService, targetsOf } from './targets';

/** Kinds of timers. */
const PACE = OWN_TIMERS;

const PUTS = 'eventbridge/put-events';
const INVOCATIONS = 'eventbridge/invocations';

export class BusActor extends FanOutActor {
  private readonly quota: ActorContext['quota'];
  private readonly puts: Bucket;
  private readonly invocations: Bucket;
  /** Indices of the inbound connections whose events count against no quota. */
  private readonly ofServices: ReadonlySet<number>;
  /** Copies for which there was no invocation left. */
  private readonly line: PacedLine;

  constructor(context: ActorContext<BusConfig>) {
    super(context, {
      draws: context.uniform('events'),
      receivers: receiversOf(context),
      deliveryDelay: context.resource.config.deliveryDelay,
      patience: context.quota('eventbridge/api-destination-timeout'),
    });
    this.quota = (id) => context.quota(id);
    this.puts = context.sharedBucket(PUTS, context.quota(PUTS), context.quota(PUTS));
    this.invocations = context.sharedBucket(INVOCATIONS, context.quota(INVOCATIONS), context.quota(INVOCATIONS));
    this.ofServices = new Set(
      context.inbound.filter(({ connection }) => isOfService(connection)).map(({ index }) => index),
    );
    this.line = new PacedLine(context, {
      bucket: this.invocations,
      rate: () => this.quota(INVOCATIONS),
      timer: context.timer(PACE),
      turn: {
        isTooOld: (copy) => this.isTooOld(copy),
        giveUp: (copy) => this.giveUp(copy),
        attempt: (copy) => this.attempt(copy),
      },
    });
  }

  override receive(event: Handle, connection: number): Answer.Code {
    this.recorder.count(Counter.offered);
    const startsCall = (this.words[event + Message.flags]! & Message.SAME_CALL) === 0;
    const isPut = startsCall && !this.ofServices.has(connection);
    return isPut && !this.puts.take() ? this.refuse() : this.take(event);
  }

  protected override begin(copy: Handle): void {
    this.line.add(copy);
  }

  override wake(kind: number, payload: number): void {
    if (kind === PACE) this.line.drain();
    else super.wake(kind, payload);
  }

  override oldestAge(): number {
    const { oldest } = this.line;
    return oldest === NONE ? 0 : this.age(oldest);
  }

  override disturb(disturbance: Disturbance): void {
    super.disturb(disturbance);
    if (disturbance.kind !== 'quotas') return;
    this.puts.resize(this.quota(PUTS), this.quota(PUTS));
    this.invocations.resize(this.quota(INVOCATIONS), this.quota(INVOCATIONS));
  }
}

function receiversOf(context: ActorContext<BusConfig>): readonly Receiver[] {
  const { resource, outbound } = context;
  const indexOf = new Map(outbound.map(({ index, connection }) => [connection.id, index]));
  return targetsOf(resource).map(({ id, config }) => {
    const { maximumEventAge, retryAttempts } = retryPolicy(config);
    const letters = deadLetterOf(resource, id);
    return {
      index: indexOf.get(id)!,
      share: config.matchShare,
      size: config.input === 'event' ? undefined : config.inputSize,
      mostAttempts: retryAttempts + 1,
      maximumAge: maximumEventAge,
      retryDelay: (tries, draws) => backoff(tries, DAY_OF_RETRIES, draws.next()),
      deadLetterQueue: letters && indexOf.get(letters.id),
      pace: paceOf(config, context.quota('eventbridge/api-destination-rate')),
    };
  });
}

/** Of an API destination; other targets have no rate limit of their own. */
function paceOf(config: TargetConfig, quota: number): Pace | undefined {
  const { invocationRate } = config as Partial<ApiDestinationConfig>;
  return invocationRate === undefined ? undefined : new Pace(Math.min(invocationRate, quota));
}

export function actor(context: ActorContext<BusConfig>): Actor {
  return new BusActor(context);
}
