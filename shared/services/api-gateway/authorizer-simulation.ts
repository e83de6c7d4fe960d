/**
 * The authorizer of an API in a run. Its cache begins as it would be found after a long time at the rate seen since: each
 * caller's result is in it with the share of hits, and as old as any.
 */
import type { ActorContext, Lane, Uniform } from '#shared/model/simulation';
import { authorizersOf, isGuarded, timeToLive } from './authorizers';
import type { ApiConfig } from './config';

/** Nothing is known yet of a caller's result at the start of the run. */
const UNKNOWN = -1;

export class Door {
  /** Index of the connection to the function. */
  readonly index: number;
  /** Whether results are kept at all; only then is it said who comes. */
  readonly caches: boolean;
  /** Absent where the function's own timeout is all there is. */
  readonly timeoutLane: Lane | undefined;
  private readonly guarded: boolean[] = [];
  private readonly deniedShare: number;
  private readonly ttl: number;
  /** By caller: until when its result counts, in seconds of the run. */
  private readonly until: Float64Array;
  private readonly draws: Uniform;
  private seen = 0;
  /** What became of what was asked so far. */
  private heard = 0;
  private unheard = 0;

  private constructor(context: ActorContext<ApiConfig>, index: number) {
    const { config } = context.resource;
    const authorizer = authorizersOf(context.resource)[0]!;
    const patience = authorizer.from.terms.authorizerTimeout;
    this.index = index;
    this.timeoutLane = patience === undefined ? undefined : context.watchLane(patience);
    for (const link of context.outbound) this.guarded[link.index] = isGuarded(link.connection, config.type);
    this.deniedShare = authorizer.config.deniedShare;
    this.ttl = timeToLive(authorizer.config, config.type);
    this.caches = this.ttl > 0;
    this.until = new Float64Array(this.caches ? authorizer.config.callers : 0).fill(UNKNOWN);
    this.draws = context.uniform('authorizer');
  }

  /** Undefined for an API that anyone may use. */
  static of(context: ActorContext<ApiConfig>): Door | undefined {
    const [authorizer] = authorizersOf(context.resource);
    const link = context.outbound.find(({ connection }) => connection.id === authorizer?.id);
    return link && new Door(context, link.index);
  }

  /** @param route index of the connection that a request would take */
  guards(route: number): boolean {
    return this.guarded[route] === true;
  }

  /** Who comes with a request. */
  caller(): number {
    return Math.floor(this.draws.next() * this.until.length);
  }

  /** Whether the caller's result is in the cache. */
  knows(caller: number, now: number): boolean {
    this.seen++;
    if (this.until[caller] === UNKNOWN) this.until[caller] = this.fromBefore(now);
    return now < this.until[caller]!;
  }

  /**
   * Until when a result counts that may be from before the run: it was there at its start with the share of hits
   * λT / (1 + λT), for a time that is then uniform from 0 to T, and nobody has asked since. Where only a share of the asks
   * gets a result, λ counts as much less.
   */
  private fromBefore(now: number): number {
    if (now >= this.ttl) return 0;
    const success = (this.heard + 1) / (this.heard + this.unheard + 1);
    const perCaller = (success * this.seen) / Math.max(now, Number.MIN_VALUE) / this.until.length;
    const left = this.ttl - now;
    const isThere = this.draws.next() < (perCaller * left) / (1 + perCaller * this.ttl);
    return isThere ? now + this.draws.next() * left : 0;
  }

  /** The function has not answered, or not in time. */
  miss(): void {
    this.unheard++;
  }

  /** The function has answered. */
  keep(caller: number, now: number): void {
    this.heard++;
    if (now >= this.until[caller]!) this.until[caller] = now + this.ttl;
  }

  denies(): boolean {
    return this.deniedShare > 0 && this.draws.next() < this.deniedShare;
  }
}
