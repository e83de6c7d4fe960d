/**
 * A WebSocket API in a run. What clients send opens a connection or is a message on one, drawn anew for each, so that a
 * run is in its steady state from the start: messages come as they would from the clients that are connected already, as
 * often as connections were opened lately. For each connection that opens, another closes a little later.
 *
 * Offered counts what clients and pushers send; throttled that refused with 429, and the messages of clients whose
 * connection was refused, failed also those of clients whose $connect failed. Pushes are answered at once. The ends of connections are sent on and counted nowhere.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Message from '#shared/model/message';
import {
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Link,
  NONE,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { ApiConfig } from './config';
import { ApiActor, cumulativeShares } from './request-simulation';
import { NEW_CONNECTIONS, newConnectionsBucket } from './socket-capacity';
import { eventOf, isPush, openingShare, type SocketEvent } from './sockets';

/** Kind of timer; the others are the plain API's. */
const CLOSE = 3;

/** `mark` of what came from a client. */
const CONNECT = 1;
const MESSAGE = 2;

/** Within so many seconds of a connection that opens another one closes, where connections last longer. */
const CLOSES_WITHIN = 1;
/** Attempts to connect by which the share that succeeds is known. */
const REMEMBERED = 100;

interface Routes {
  readonly links: readonly Link[];
  readonly shares: readonly number[];
}

/** The share of attempts that succeeded lately. */
class Lately {
  private share = 1;

  note(succeeded: boolean): void {
    if (succeeded && this.share === 1) return;
    this.share += ((succeeded ? 1 : 0) - this.share) / REMEMBERED;
  }

  /** Whether one more, drawn at random, would have. */
  draw(draws: Uniform): boolean {
    return this.share === 1 || draws.next() < this.share;
  }
}

export class SocketApiActor extends ApiActor {
  private readonly newConnections: Bucket;
  private readonly opening: number;
  private readonly closesWithin: number;
  /** By index of the inbound connection. */
  private readonly pushes: boolean[] = [];
  private readonly connects: Routes;
  private readonly messages: Routes;
  private readonly disconnects: Routes;
  /** By index of the outbound connection: nobody waits for it. */
  private readonly closes: boolean[] = [];
  private readonly closeTimer: Timer;
  private readonly admitted = new Lately();
  private readonly opened = new Lately();
  /** What came last. */
  private event = MESSAGE;

  constructor(context: ActorContext<ApiConfig>) {
    super(context);
    const { config } = context.resource;
    const { rate, burst } = newConnectionsBucket(context.quota(NEW_CONNECTIONS));
    this.newConnections = context.sharedBucket(NEW_CONNECTIONS, rate, burst);
    this.opening = openingShare(config);
    this.closesWithin = Math.min(config.sessionLength, CLOSES_WITHIN);
    for (const { index, connection } of context.inbound) this.pushes[index] = isPush(connection);
    this.connects = routesOf(context.outbound, 'connect');
    this.messages = routesOf(context.outbound, 'message');
    this.disconnects = routesOf(context.outbound, 'disconnect');
    for (const { index } of this.disconnects.links) this.closes[index] = true;
    this.closeTimer = context.messageTimer(CLOSE);
  }

  override receive(message: Handle, connection: number): Answer.Code {
    if (this.pushes[connection] === true) return this.push(message);
    this.event = this.opening >= 1 || this.draws.next() < this.opening ? CONNECT : MESSAGE;
    if (this.event === MESSAGE) return this.unsent() ?? super.receive(message, connection);
    const answer = super.receive(message, connection);
    this.admitted.note(answer !== Answer.throttled);
    if (answer !== Answer.throttled && answer !== Answer.pending) this.opened.note(false);
    return answer;
  }

  /** What becomes of a message whose client has no connection; undefined where it has one. */
  private unsent(): Answer.Code | undefined {
    const { admitted, opened, draws, recorder } = this;
    if (!admitted.draw(draws)) {
      recorder.count(Counter.offered);
      return this.refuse();
    }
    if (opened.draw(draws)) return undefined;
    recorder.count(Counter.offered);
    recorder.count(Counter.failed);
    return Answer.serverError;
  }

  private push(message: Handle): Answer.Code {
    const { runtime, recorder } = this;
    recorder.count(Counter.offered);
    if (!this.account.take()) return this.refuse();
    if (this.isDown()) {
      recorder.count(Counter.failed);
      return Answer.unavailable;
    }
    recorder.count(Counter.served);
    runtime.release(message);
    return Answer.taken;
  }

  protected override admits(_connection: number, route: number): boolean {
    return (this.event === MESSAGE || this.newConnections.take()) && this.hasRoom(route);
  }

  protected override enter(message: Handle): void {
    super.enter(message);
    this.words[message + Message.mark] = this.event;
  }

  protected override pickRoute(): number {
    const { links, shares } = this.event === CONNECT ? this.connects : this.messages;
    return this.pickFrom(links, shares);
  }

  protected override reply(message: Handle, answer: Answer.Code): void {
    if (this.words[message + Message.mark] === CONNECT) {
      this.opened.note(answer === Answer.taken);
      if (answer === Answer.taken) this.closeAnother(message);
    }
    super.reply(message, answer);
  }

  private closeAnother(connected: Handle): void {
    const { links, shares } = this.disconnects;
    const route = this.pickFrom(links, shares);
    if (route === NONE) return;
    const end = this.runtime.create(connected);
    this.words[end + Message.connection] = route;
    this.runtime.after(this.draws.next() * this.closesWithin, this.closeTimer, end);
  }

  override wake(kind: number, payload: number): void {
    if (kind === CLOSE) this.close(payload);
    else super.wake(kind, payload);
  }

  private close(end: Handle): void {
    const { runtime, recorder, words } = this;
    const route = words[end + Message.connection]!;
    words[end + Message.parent] = NONE;
    const answer = runtime.send(route, end);
    if (answer === Answer.pending) return;
    recorder.saw(route, answer);
    if (answer !== Answer.taken) runtime.release(end);
  }

  override answered(child: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    const connection = words[child + Message.connection]!;
    if (this.closes[connection] !== true) {
      super.answered(child, answer);
      return;
    }
    recorder.saw(connection, answer);
    runtime.release(child);
  }

  override disturb(disturbance: Disturbance): void {
    super.disturb(disturbance);
    if (disturbance.kind !== 'quotas') return;
    const { rate, burst } = newConnectionsBucket(this.quota(NEW_CONNECTIONS));
    this.newConnections.resize(rate, burst);
  }
}

/** Several routes for $connect, which AWS does not take, share it evenly. */
function routesOf(outbound: readonly Link[], event: SocketEvent): Routes {
  const links = outbound.filter(
    ({ connection }) => connection.from.contract === 'integrate' && eventOf(connection) === event,
  );
  const stated = links.map(({ connection }) =>
    event === 'message' ? (connection.config['trafficShare'] as number | undefined) : undefined,
  );
  return { links, shares: cumulativeShares(stated) };
}
