import { beforeEach, expect, it } from 'vitest';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { EvaluationClient, type EvaluationPort } from '../../../renderer/evaluation/client';
import type { EvaluationReply, EvaluationRequest } from '../../../renderer/evaluation/messages';
import { aDocument, aQueue } from '../../support/builders';

/** A worker that answers when it is told to. */
class HandWorker implements EvaluationPort {
  readonly asked: EvaluationRequest[] = [];
  isEnded = false;
  onmessage: ((event: { data: EvaluationReply }) => void) | null = null;
  onerror: ((event: { message?: string }) => void) | null = null;

  postMessage(request: EvaluationRequest): void {
    this.asked.push(request);
  }

  terminate(): void {
    this.isEnded = true;
  }

  answer(tookMs = 5): void {
    const { run = 0, loadFactor } = this.asked.at(-1) ?? {};
    this.onmessage?.({ data: { run, evaluation: { loadFactor } as Evaluation, assertions: [], tookMs } });
  }
}

let workers: HandWorker[];
let waiting: Map<number, () => void>;
let frames: (() => void)[];
let got: (number | string)[];
let client: EvaluationClient;
const document = aDocument(aQueue('jobs'));
const worker = (): HandWorker => workers.at(-1) ?? new HandWorker();
const rest = (): void => {
  for (const [id, wake] of waiting) {
    waiting.delete(id);
    wake();
  }
};
const nextFrame = (): void => {
  for (const wake of frames.splice(0)) wake();
};

beforeEach(() => {
  workers = [];
  waiting = new Map();
  frames = [];
  got = [];
  let timer = 0;
  client = new EvaluationClient(
    () => {
      workers.push(new HandWorker());
      return worker();
    },
    {
      working: () => {},
      evaluated: ({ loadFactor }) => got.push(loadFactor),
      failed: (sentence) => got.push(sentence),
    },
    {
      set: (wake) => (waiting.set((timer += 1), wake), timer),
      clear: (id) => waiting.delete(id),
      afterFrame: (wake) => frames.push(wake),
    },
  );
});

it('typing is coalesced: one run after the last key', () => {
  client.request(document, 1);
  client.request({ ...document, name: 'b' }, 1);
  client.request({ ...document, name: 'c' }, 1);
  expect(workers).toHaveLength(0);
  rest();
  expect(worker().asked.map((request) => request.document?.name)).toEqual(['c']);
});

it('the dial is followed at once while runs are short, and the document is sent only once', () => {
  client.request(document, 1, true);
  worker().answer(5);
  client.request(document, 2, true);
  worker().answer(5);
  expect(got).toEqual([1, 2]);
  expect(worker().asked.map((request) => request.document !== undefined)).toEqual([true, false]);
});

it('after a long run the dial rests too', () => {
  client.request(document, 1, true);
  worker().answer(200);
  nextFrame();
  client.request(document, 2, true);
  expect(worker().asked).toHaveLength(1);
  rest();
  expect(worker().asked).toHaveLength(2);
});

it('a long run is shown a frame later, unless another document was opened meanwhile', () => {
  client.request(document, 1, true);
  worker().answer(200);
  expect(got).toEqual([]);
  nextFrame();
  expect(got).toEqual([1]);
  client.request(document, 2);
  rest();
  worker().answer(200);
  client.reset();
  nextFrame();
  expect(got).toEqual([1]);
});

it('while a run is under way only the newest wish is kept', () => {
  client.request(document, 1, true);
  client.request(document, 2, true);
  client.request(document, 3, true);
  worker().answer();
  worker().answer();
  expect(got).toEqual([1, 3]);
});

it('an answer for another document is dropped', () => {
  client.request(document, 1, true);
  const late = worker();
  client.reset();
  late.answer();
  expect(got).toEqual([]);
  expect(late.isEnded).toBe(true);
});

it('a worker that dies is told of, started again and asked again, but not for ever', () => {
  client.request(document, 1, true);
  worker().onerror?.({ message: 'out of memory' });
  expect(got).toEqual(['The evaluation stopped (out of memory) and was started again.']);
  expect(worker().asked[0]?.document).toBe(document);
  worker().onerror?.({});
  worker().onerror?.({});
  expect(got.at(-1)).toContain('starts anew with your next edit');
  expect(workers).toHaveLength(3);
  client.request({ ...document, name: 'mended' }, 1, true);
  worker().answer();
  expect(got.at(-1)).toBe(1);
});
