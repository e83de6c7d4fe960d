import { beforeEach, expect, it } from 'vitest';
import type { SimulationResult } from '#shared/simulation/result';
import { SimulationClient, type SimulationPort } from '../../../renderer/simulation/client';
import type { SimulationReply, SimulationRequest } from '../../../renderer/simulation/messages';
import { aDocument, aQueue } from '../../support/builders';

/** A worker that answers when it is told to. */
class HandWorker implements SimulationPort {
  readonly asked: SimulationRequest[] = [];
  isEnded = false;
  onmessage: ((event: { data: SimulationReply }) => void) | null = null;
  onerror: ((event: { message?: string }) => void) | null = null;

  postMessage(request: SimulationRequest): void {
    this.asked.push(request);
  }

  terminate(): void {
    this.isEnded = true;
  }

  finish(run: number, seed: number): void {
    this.onmessage?.({ data: { run, result: { seed } as SimulationResult, tookMs: 1 } });
  }
}

let workers: HandWorker[];
let heard: (string | number)[];
let client: SimulationClient;
const document = aDocument(aQueue('jobs'));
const options = { duration: 10, seed: 1, profile: { kind: 'constant' }, failures: [] } as const;

beforeEach(() => {
  workers = [];
  heard = [];
  client = new SimulationClient(
    () => {
      const worker = new HandWorker();
      workers.push(worker);
      return worker;
    },
    {
      progressed: ({ fraction }) => heard.push(fraction),
      estimated: (events) => heard.push(events),
      finished: ({ seed }) => heard.push(`seed ${seed}`),
      failed: (sentence) => heard.push(sentence),
    },
  );
});

it('a run that takes the place of an estimate does not wait for it', () => {
  client.estimate(document, options);
  client.run(document, options);
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  workers[0]?.onmessage?.({ data: { run: 1, estimate: 99 } });
  workers[1]?.finish(2, 7);
  expect(heard).toEqual(['seed 7']);
});

it('a worker that is done is used again', () => {
  client.estimate(document, options);
  workers[0]?.onmessage?.({ data: { run: 1, estimate: 99 } });
  client.run(document, options);
  expect(workers).toHaveLength(1);
  expect(workers[0]?.asked.map((each) => each.do)).toEqual(['estimate', 'run']);
});

it('cancelling names the run, and what it found until then is its result', () => {
  client.run(document, options);
  client.cancel();
  expect(workers[0]?.asked.at(-1)).toEqual({ do: 'cancel', run: 1 });
  workers[0]?.finish(1, 3);
  expect(heard).toEqual(['seed 3']);
});

it('a worker that dies is a sentence, and the next run gets a new one', () => {
  client.run(document, options);
  workers[0]?.onerror?.({ message: 'out of memory' });
  expect(heard).toEqual(['The simulation stopped unexpectedly (out of memory). Run it again.']);
  client.run(document, options);
  expect(workers).toHaveLength(2);
});

it('nothing is heard of a run whose design was closed', () => {
  client.run(document, options);
  client.reset();
  workers[0]?.finish(1, 3);
  expect(workers[0]?.isEnded).toBe(true);
  expect(heard).toEqual([]);
});
