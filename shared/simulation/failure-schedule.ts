/** What goes wrong during a run, and when. */
import type { Actor, Disturbance } from '#shared/model/simulation';
import type { Kernel, Waker } from './kernel';

interface Injected {
  /** Id of the resource that it happens to. */
  readonly resource: string;
  /** Seconds from the start of the run. */
  readonly at: number;
}

interface Lasting extends Injected {
  readonly for: number;
}

/** See shared/document/scenario.ts, which says the same for project files. */
export type Failure =
  | (Lasting & { readonly kind: 'errors'; readonly share: number })
  | (Lasting & { readonly kind: 'slowness'; readonly factor: number })
  | (Lasting & { readonly kind: 'quota-cut'; readonly quota: string; readonly to: number })
  | (Lasting & { readonly kind: 'hot-key'; readonly share: number })
  | (Injected & { readonly kind: 'poison-message'; readonly count: number })
  | (Injected & { readonly kind: 'cold-start-storm' })
  | (Lasting & { readonly kind: 'consumer-stopped' })
  | (Lasting & { readonly kind: 'kick'; readonly factor: number });

interface QuotaBook {
  cut(id: string, share: number): void;
}

interface Change {
  readonly at: number;
  run(): void;
}

/** Its timers are the failures' beginnings and ends. */
export class FailureSchedule implements Waker {
  private readonly changes: Change[] = [];
  /** Strengths of the failures that are going on, by kind and resource. */
  private readonly present = new Map<string, number[]>();
  private readonly kernel: Kernel;
  private readonly actors: ReadonlyMap<string, Actor>;
  private readonly quotas: QuotaBook;

  constructor(failures: readonly Failure[], kernel: Kernel, actors: ReadonlyMap<string, Actor>, quotas: QuotaBook) {
    this.kernel = kernel;
    this.actors = actors;
    this.quotas = quotas;
    for (const failure of failures) this.add(failure);
  }

  schedule(): void {
    if (this.changes.length === 0) return;
    const first = this.kernel.timerCount;
    const timer = this.kernel.newTimer(0, false);
    this.kernel.bindTimers(first, this);
    this.changes.forEach((change, index) => this.kernel.after(change.at, timer, index));
  }

  wake(_kind: number, payload: number): void {
    this.changes[payload]!.run();
  }

  private add(failure: Failure): void {
    switch (failure.kind) {
      case 'errors':
        return this.lasting(failure, failure.share, 0, (share) => ({ kind: 'errors', share }));
      case 'slowness':
        return this.lasting(failure, failure.factor, 1, (factor) => ({ kind: 'slowness', factor }));
      case 'hot-key':
        return this.lasting(failure, failure.share, 0, (share) => ({ kind: 'hot-key', share }));
      case 'consumer-stopped':
        return this.lasting(failure, 1, 0, (stops) => ({ kind: 'consumer-stopped', stopped: stops > 0 }));
      case 'poison-message':
        return this.at(failure.at, () => this.disturbResource(failure.resource, failure));
      case 'cold-start-storm':
        return this.at(failure.at, () => this.disturbResource(failure.resource, failure));
      case 'quota-cut':
        this.at(failure.at, () => this.cutQuota(failure.quota, failure.to));
        return this.at(failure.at + failure.for, () => this.cutQuota(failure.quota, 1));
      case 'kick':
        // Part of the load: see load-profile.ts.
        return;
    }
  }

  /** Of those of one kind that overlap at a resource the strongest holds; `none` is the strength of none. */
  private lasting(
    failure: Lasting & { readonly kind: string },
    strength: number,
    none: number,
    disturbanceOf: (strength: number) => Disturbance,
  ): void {
    const key = `${failure.kind} ${failure.resource}`;
    const present = this.present.get(key) ?? [];
    this.present.set(key, present);
    const tell = (): void => this.disturbResource(failure.resource, disturbanceOf(Math.max(none, ...present)));
    this.at(failure.at, () => {
      present.push(strength);
      tell();
    });
    this.at(failure.at + failure.for, () => {
      present.splice(present.indexOf(strength), 1);
      tell();
    });
  }

  private at(at: number, run: () => void): void {
    this.changes.push({ at, run });
  }

  private disturbResource(resource: string, disturbance: Disturbance): void {
    const actor = this.actors.get(resource);
    if (!actor) throw new Error(`a failure names the resource ${resource}, which is not in the drawing`);
    actor.disturb(disturbance);
  }

  private cutQuota(quota: string, share: number): void {
    this.quotas.cut(quota, share);
    for (const actor of this.actors.values()) actor.disturb({ kind: 'quotas' });
  }
}
