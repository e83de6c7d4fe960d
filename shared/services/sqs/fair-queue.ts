import * as Answer from '#shared/model/answer';
import * as Message from '#shared/model/message';
import { type ActorContext, type Disturbance, type Handle, NONE } from '#shared/model/simulation';
import type { QueueConfig } from './config';
import { MessageGroups } from './message-groups';
import { MessageQueue } from './message-queue';
import { TenantShares } from './tenant-shares';

/** A tenth of the consumers' attention makes a tenant noisy: beyond this number tenants are folded together. */
const mostTenants = 1 << 16;
/** A tenant that sends nothing for so long is quiet again, seconds (sqs-fair-queues-detailed, as of 2026-11-28). */
const FORGIVEN_AFTER = 300;
/** Key of a message that belongs to no tenant but itself. */
const OWN_TENANT = -1;

/**
 * A fair queue: one line as in a standard queue, and a line of its own for each tenant that is noisy. Messages of quiet
 * tenants are given first; where there is none, one of the noisy tenant that has the fewest in flight. A tenant becomes
 * noisy by its share of the consumers' attention, and is quiet again when none of its messages waits, or when it has sent
 * nothing for five minutes and is above no threshold any more.
 */
export class FairQueue extends MessageQueue {
  private readonly groups: MessageGroups;
  /** By connection: the one tenant that all its messages name; OWN_TENANT where they name none; undefined where each names its own. */
  private readonly tenantOf: (number | undefined)[] = [];
  private readonly shares: TenantShares;
  /** The line of what is, or was when it came in, of a quiet tenant: who has become noisy since is found where it is read. */
  private head: Handle = NONE;
  private tail: Handle = NONE;
  /** By tenant: its line while it is noisy. */
  private readonly heads: Int32Array;
  private readonly tails: Int32Array;
  /** By tenant: messages that a receive may find. */
  private readonly visible: Int32Array;
  /** By tenant: until when it counts as one that sends. */
  private readonly sendsUntil: Float64Array;
  private readonly isNoisy: Uint8Array;
  /** Tenants in the order in which they became noisy. */
  private readonly noisy: Int32Array;
  private noisyCount = 0;
  /** No noisy tenant is forgiven before. */
  private nextForgiven = Infinity;

  constructor(context: ActorContext<QueueConfig>) {
    super(context);
    this.groups = new MessageGroups(context, mostTenants);
    let tenants = this.groups.count;
    for (const { index, connection } of context.inbound) {
      const naming = connection.kind.namesGroups(connection);
      if (naming !== 'each') this.tenantOf[index] = naming === 'one' ? tenants++ : OWN_TENANT;
    }
    this.shares = new TenantShares(tenants);
    this.heads = new Int32Array(tenants).fill(NONE);
    this.tails = new Int32Array(tenants).fill(NONE);
    this.visible = new Int32Array(tenants);
    this.sendsUntil = new Float64Array(tenants);
    this.isNoisy = new Uint8Array(tenants);
    this.noisy = new Int32Array(tenants);
  }

  override receive(message: Handle, connection: number): Answer.Code {
    const { words } = this;
    const tenant = this.tenantOf[connection] ?? this.groups.of(words[message + Message.key]!);
    words[message + Message.key] = tenant;
    if (tenant !== OWN_TENANT) this.sendsUntil[tenant] = this.runtime.now() + FORGIVEN_AFTER;
    this.accept(message, this.isMove(connection));
    return Answer.taken;
  }

  protected override line(message: Handle): void {
    const tenant = this.words[message + Message.key]!;
    if (tenant === OWN_TENANT) return this.append(message);
    this.visible[tenant]!++;
    if (this.isNoisy[tenant] === 1) this.appendNoisy(message, tenant);
    else this.append(message);
  }

  private append(message: Handle): void {
    const { words } = this;
    words[message + Message.next] = NONE;
    if (this.head === NONE) this.head = message;
    else words[this.tail + Message.next] = message;
    this.tail = message;
  }

  private appendNoisy(message: Handle, tenant: number): void {
    const { words, heads, tails } = this;
    words[message + Message.next] = NONE;
    if (heads[tenant] === NONE) heads[tenant] = message;
    else words[tails[tenant]! + Message.next] = message;
    tails[tenant] = message;
  }

  protected override unline(): Handle {
    const now = this.runtime.now();
    if (now >= this.nextForgiven) this.forgive(now);
    let message = this.takeQuiet(now);
    if (message === NONE) message = this.takeNoisy();
    if (message === NONE) return NONE;
    const tenant = this.words[message + Message.key]!;
    this.shares.count(tenant, 1, now);
    this.gone(tenant);
    return message;
  }

  /** The first in line whose tenant is quiet; what stands before it goes to the lines of the noisy. */
  private takeQuiet(now: number): Handle {
    const { words } = this;
    while (this.head !== NONE) {
      const message = this.head;
      const tenant = words[message + Message.key]!;
      this.head = words[message + Message.next]!;
      if (tenant === OWN_TENANT || !this.isNoisyNow(tenant, now)) return message;
      this.appendNoisy(message, tenant);
    }
    return NONE;
  }

  private isNoisyNow(tenant: number, now: number): boolean {
    if (this.isNoisy[tenant] === 1) return true;
    if (!this.shares.isAboveThreshold(tenant, now)) return false;
    this.isNoisy[tenant] = 1;
    this.noisy[this.noisyCount++] = tenant;
    this.nextForgiven = Math.min(this.nextForgiven, this.sendsUntil[tenant]!);
    return true;
  }

  /** Of the noisy tenants the one with the fewest in flight; of equals the one that has been noisy for longest. */
  private takeNoisy(): Handle {
    const { noisy, heads, shares } = this;
    let chosen = NONE;
    for (let i = 0; i < this.noisyCount; i++) {
      const tenant = noisy[i]!;
      if (heads[tenant] === NONE) continue;
      if (chosen === NONE || shares.inFlight(tenant) < shares.inFlight(chosen)) chosen = tenant;
    }
    if (chosen === NONE) return NONE;
    const message = heads[chosen]!;
    heads[chosen] = this.words[message + Message.next]!;
    return message;
  }

  /** A message that a receive could have found is there no longer: with the last one its tenant is quiet. */
  private gone(tenant: number): void {
    if (tenant === OWN_TENANT || --this.visible[tenant]! > 0 || this.isNoisy[tenant] === 0) return;
    this.quieten(this.noisy.indexOf(tenant));
  }

  private quieten(place: number): void {
    const { noisy } = this;
    this.isNoisy[noisy[place]!] = 0;
    this.noisyCount--;
    noisy.copyWithin(place, place + 1, this.noisyCount + 1);
  }

  /** Noisy tenants that have long sent nothing are quiet where their share allows it; else they wait as long again. */
  private forgive(now: number): void {
    this.nextForgiven = Infinity;
    for (let i = this.noisyCount - 1; i >= 0; i--) {
      const tenant = this.noisy[i]!;
      if (now >= this.sendsUntil[tenant]!) {
        if (!this.shares.isAboveThreshold(tenant, now)) {
          this.quieten(i);
          this.rejoin(tenant);
          continue;
        }
        this.sendsUntil[tenant] = now + FORGIVEN_AFTER;
      }
      this.nextForgiven = Math.min(this.nextForgiven, this.sendsUntil[tenant]!);
    }
  }

  /** Back in the common line, each message before those that came after it. */
  private rejoin(tenant: number): void {
    const { words, heads } = this;
    let before: Handle = NONE;
    let at = this.head;
    for (let message = heads[tenant]!; message !== NONE;) {
      const next = words[message + Message.next]!;
      while (at !== NONE && this.since(at) <= this.since(message)) {
        before = at;
        at = words[at + Message.next]!;
      }
      words[message + Message.next] = at;
      if (before === NONE) this.head = message;
      else words[before + Message.next] = message;
      if (at === NONE) this.tail = message;
      before = message;
      message = next;
    }
    heads[tenant] = NONE;
  }

  private since(message: Handle): number {
    return this.times[(message >> 1) + Message.since]!;
  }

  protected override landed(message: Handle): void {
    this.shares.count(this.words[message + Message.key]!, -1, this.runtime.now());
  }

  /** Of the first in each line. */
  protected override oldest(): Handle {
    const { noisy, heads } = this;
    let oldest = this.head;
    for (let i = 0; i < this.noisyCount; i++) {
      const first = heads[noisy[i]!]!;
      if (first !== NONE && (oldest === NONE || this.since(first) < this.since(oldest))) oldest = first;
    }
    return oldest;
  }

  protected override drop(oldest: Handle): void {
    const { words } = this;
    const tenant = words[oldest + Message.key]!;
    const next = words[oldest + Message.next]!;
    if (oldest === this.head) this.head = next;
    else this.heads[tenant] = next;
    this.gone(tenant);
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.groups.heat(disturbance.share);
    else super.disturb(disturbance);
  }
}
