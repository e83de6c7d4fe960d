/**
 * Keeps the evaluation abreast of the document without ever making a person wait: at most one run is under way, what
 * was asked for meanwhile is coalesced into the next, and an answer that was overtaken is dropped.
 */
import type { ProjectDocument } from '#shared/document/schema';
import type { JudgedAssertion } from '#shared/evaluation/assertions';
import type { Evaluation } from '#shared/evaluation/evaluation';
import type { EvaluationReply, EvaluationRequest } from './messages';

/** Typing rests this long before a run begins. */
const REST_MS = 100;
/** Runs this short follow the dial without a rest. */
const BRISK_MS = 50;
/** A worker that dies this often in a row on the same document is not started again. */
const MAX_RESTARTS = 2;

/** The part of a Worker that is used, so that tests can stand in for it. */
export interface EvaluationPort {
  postMessage(request: EvaluationRequest): void;
  terminate(): void;
  onmessage: ((event: { data: EvaluationReply }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

export interface EvaluationListener {
  working(): void;
  evaluated(evaluation: Evaluation, assertions: readonly JudgedAssertion[], tookMs: number): void;
  /** `sentence` is for a person. The last good evaluation stays on screen, marked as old. */
  failed(sentence: string): void;
}

interface Timers {
  set(wake: () => void, ms: number): number;
  clear(id: number): void;
  /** Wakes once what is on its way to the screen is there. */
  afterFrame(wake: () => void): void;
}

const windowTimers: Timers = {
  set: (wake, ms) => window.setTimeout(wake, ms),
  clear: (id) => window.clearTimeout(id),
  // A page that nobody sees draws no frame.
  afterFrame: (wake) =>
    window.document.hidden ? void window.setTimeout(wake) : void requestAnimationFrame(() => window.setTimeout(wake)),
};

interface Wish {
  readonly document: ProjectDocument;
  readonly loadFactor: number;
}

export class EvaluationClient {
  readonly #start: () => EvaluationPort;
  readonly #listener: EvaluationListener;
  readonly #timers: Timers;
  #port: EvaluationPort | undefined;
  #run = 0;
  #underWay: Wish | undefined;
  #next: Wish | undefined;
  /** The document that the worker holds. */
  #held: ProjectDocument | undefined;
  #timer: number | undefined;
  #lastTookMs = 0;
  #restarts = 0;

  constructor(start: () => EvaluationPort, listener: EvaluationListener, timers: Timers = windowTimers) {
    this.#start = start;
    this.#listener = listener;
    this.#timers = timers;
  }

  /** Asks for an evaluation. `brisk` is for the dial: no rest while runs are short. */
  request(document: ProjectDocument, loadFactor: number, brisk = false): void {
    if (this.#next?.document !== document) this.#restarts = 0;
    this.#next = { document, loadFactor };
    const rest = brisk && this.#lastTookMs < BRISK_MS ? 0 : REST_MS;
    if (this.#timer !== undefined) {
      // Typing puts the run off; the dial does not, so that the figures move while it is turned.
      if (brisk) return;
      this.#timers.clear(this.#timer);
      this.#timer = undefined;
    }
    if (this.#underWay) return;
    if (rest === 0) this.#send();
    else this.#timer = this.#timers.set(() => this.#send(), rest);
  }

  /** Forgets what is under way: another document was opened, or none. */
  reset(): void {
    if (this.#timer !== undefined) this.#timers.clear(this.#timer);
    this.#timer = undefined;
    this.#next = undefined;
    this.#run += 1;
    this.#restarts = 0;
    if (!this.#underWay) return;
    this.#stop();
  }

  #send(): void {
    this.#timer = undefined;
    const wish = this.#next;
    if (!wish || this.#underWay) return;
    this.#next = undefined;
    this.#underWay = wish;
    this.#run += 1;
    const port = (this.#port ??= this.#begin());
    const isHeld = this.#held === wish.document;
    this.#held = wish.document;
    this.#listener.working();
    port.postMessage({
      run: this.#run,
      loadFactor: wish.loadFactor,
      ...(isHeld ? {} : { document: wish.document }),
    });
  }

  #begin(): EvaluationPort {
    const port = this.#start();
    port.onmessage = ({ data }) => {
      // A large drawing appears, and then its figures: both in one frame would be seen much later.
      if ('tookMs' in data && data.tookMs >= BRISK_MS) this.#timers.afterFrame(() => this.#receive(data));
      else this.#receive(data);
    };
    port.onerror = ({ message }) => this.#recover(message);
    return port;
  }

  #receive(reply: EvaluationReply): void {
    if (reply.run !== this.#run) return;
    this.#underWay = undefined;
    if ('trouble' in reply) {
      this.#listener.failed(reply.trouble);
    } else {
      this.#restarts = 0;
      this.#lastTookMs = reply.tookMs;
      this.#listener.evaluated(reply.evaluation, reply.assertions, reply.tookMs);
    }
    if (this.#next) this.#send();
  }

  #recover(message: string | undefined): void {
    const wish = this.#next ?? this.#underWay;
    this.#stop();
    this.#restarts += 1;
    const why = message ? ` (${message})` : '';
    if (this.#restarts > MAX_RESTARTS) {
      this.#listener.failed(`The evaluation stopped again${why}. It starts anew with your next edit.`);
      return;
    }
    this.#listener.failed(`The evaluation stopped${why} and was started again.`);
    if (!wish) return;
    this.#next = wish;
    this.#send();
  }

  #stop(): void {
    this.#port?.terminate();
    this.#port = undefined;
    this.#held = undefined;
    this.#underWay = undefined;
  }
}
