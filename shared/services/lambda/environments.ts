/**
 * Execution environments of a function: which are idle, how long they live, how fast new ones come.
 *
 * AWS says neither how long an idle environment is kept nor which one a request gets. Here an idle environment dies a
 * fixed time after its last use, and a request gets the newest idle one (the law that SimFaaS and Mahmoudi and Khazaei
 * use; held against AWS measurements in the tests).
 */
import * as Gauge from '#shared/model/gauge';
import { type Bucket, type Recorder, type Runtime, type Timer } from '#shared/model/simulation';
import { NewestFirst } from './newest-first';

/** Less than any time that matters, and more than a rounding error of a year. */
const instant = 1e-6;

/** Where an invocation runs on provisioned concurrency. */
export const PROVISIONED = -2;
/** No environment could be had. */
export const NO_ENVIRONMENT = -1;

export class Environments {
  /** The environment that `take` gave is new. */
  wasCold = false;
  private readonly idle = new NewestFirst();
  private idleSince = new Float64Array(64);
  /** Environments whose keep-alive timer is pending. */
  private armed = new Uint8Array(64);
  /** Generation of an environment: older ones than the present die when their work ends. */
  private generation = new Int32Array(64);
  private present = 0;
  private provisionedFree: number;
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly scaling: Bucket;
  private readonly keepAlive: number;
  private readonly timer: Timer;

  constructor(
    runtime: Runtime,
    recorder: Recorder,
    options: { scaling: Bucket; keepAlive: number; provisioned: number; timer: Timer },
  ) {
    this.runtime = runtime;
    this.recorder = recorder;
    this.scaling = options.scaling;
    this.keepAlive = options.keepAlive;
    this.provisionedFree = options.provisioned;
    this.timer = options.timer;
  }

  /** A provisioned environment, else the newest idle one, else a new one where the scaling rate allows it. */
  take(): number {
    this.wasCold = false;
    if (this.provisionedFree > 0) {
      this.provisionedFree--;
      return PROVISIONED;
    }
    const idle = this.idle.take();
    if (idle >= 0) return idle;
    if (!this.scaling.take()) return NO_ENVIRONMENT;
    this.wasCold = true;
    const fresh = this.idle.add();
    if (fresh >= this.idleSince.length) this.grow();
    this.generation[fresh] = this.present;
    this.recorder.shift(Gauge.environments, 1);
    return fresh;
  }

  /** Work in an environment ended; after a timeout it is reset, which is as good as gone. */
  giveBack(environment: number, isReset: boolean): void {
    if (environment === PROVISIONED) {
      this.provisionedFree++;
      return;
    }
    if (isReset || this.generation[environment] !== this.present) return this.remove(environment);
    this.idle.giveBack(environment);
    this.idleSince[environment] = this.runtime.now();
    if (this.armed[environment] === 1) return;
    this.armed[environment] = 1;
    this.runtime.after(this.keepAlive, this.timer, environment);
  }

  /**
   * One timer for each environment, armed anew for what is left when it fires: an environment in constant use costs an
   * event per keep-alive time, not per request.
   */
  keepAliveOver(environment: number): void {
    this.armed[environment] = 0;
    if (!this.idle.isIdle(environment)) return;
    const left = this.idleSince[environment]! + this.keepAlive - this.runtime.now();
    if (left > instant) {
      this.armed[environment] = 1;
      this.runtime.after(left, this.timer, environment);
      return;
    }
    this.idle.takeOne(environment);
    this.remove(environment);
  }

  /** Every environment is gone: the idle at once, the busy when their work ends. */
  discardAll(): void {
    this.present++;
    for (let environment = this.idle.take(); environment >= 0; environment = this.idle.take()) this.remove(environment);
  }

  private remove(environment: number): void {
    this.idle.remove(environment);
    this.recorder.shift(Gauge.environments, -1);
  }

  private grow(): void {
    const capacity = this.idleSince.length * 2;
    const since = new Float64Array(capacity);
    since.set(this.idleSince);
    this.idleSince = since;
    const armed = new Uint8Array(capacity);
    armed.set(this.armed);
    this.armed = armed;
    const generation = new Int32Array(capacity);
    generation.set(this.generation);
    this.generation = generation;
  }
}
