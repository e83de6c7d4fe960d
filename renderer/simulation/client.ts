/** Runs one simulation or estimate at a time in a worker; what was overtaken is never heard of again. */
import type { ProjectDocument } from '#shared/document/schema';
import type { SimulationResult } from '#shared/simulation/result';
import type { Progress } from '#shared/simulation/shard';
import type { SimulationOptions } from '#shared/simulation/simulate';
import type { SimulationReply, SimulationRequest } from './messages';

/** The part of a Worker that is used, so that tests can stand in for it. */
export interface SimulationPort {
  postMessage(request: SimulationRequest): void;
  terminate(): void;
  onmessage: ((event: { data: SimulationReply }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

export interface SimulationListener {
  progressed(progress: Progress): void;
  estimated(events: number): void;
  finished(result: SimulationResult, tookMs: number): void;
  /** `sentence` is for a person. */
  failed(sentence: string): void;
}

export class SimulationClient {
  readonly #start: () => SimulationPort;
  readonly #listener: SimulationListener;
  #port: SimulationPort | undefined;
  #run = 0;
  #isBusy = false;

  constructor(start: () => SimulationPort, listener: SimulationListener) {
    this.#start = start;
    this.#listener = listener;
  }

  run(document: ProjectDocument, options: SimulationOptions): void {
    this.#send('run', document, options);
  }

  /** Asks how many events a run will take. */
  estimate(document: ProjectDocument, options: SimulationOptions): void {
    this.#send('estimate', document, options);
  }

  /** Ends the run after its present step; what it found until then comes as its result. */
  cancel(): void {
    this.#port?.postMessage({ do: 'cancel', run: this.#run });
  }

  /** Forgets what is under way. */
  reset(): void {
    this.#run += 1;
    if (this.#isBusy) this.#stop();
  }

  #send(what: 'run' | 'estimate', document: ProjectDocument, options: SimulationOptions): void {
    if (this.#isBusy) this.#stop();
    this.#run += 1;
    this.#isBusy = true;
    this.#port ??= this.#begin();
    this.#port.postMessage({ do: what, run: this.#run, document, options });
  }

  #begin(): SimulationPort {
    const port = this.#start();
    port.onmessage = ({ data }) => this.#receive(data);
    port.onerror = ({ message }) => {
      this.#stop();
      this.#listener.failed(`The simulation stopped unexpectedly${message ? ` (${message})` : ''}. Run it again.`);
    };
    return port;
  }

  #receive(reply: SimulationReply): void {
    if (reply.run !== this.#run) return;
    if ('progress' in reply) {
      this.#listener.progressed(reply.progress);
      return;
    }
    this.#isBusy = false;
    if ('estimate' in reply) this.#listener.estimated(reply.estimate);
    else if ('preview' in reply) throw new Error('a preview came that nobody asked for');
    else if ('result' in reply) this.#listener.finished(reply.result, reply.tookMs);
    else this.#listener.failed(reply.trouble);
  }

  #stop(): void {
    this.#port?.terminate();
    this.#port = undefined;
    this.#isBusy = false;
  }
}
