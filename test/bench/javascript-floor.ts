/**
 * What plain JavaScript can do at best on the second work: a loss system of 100 servers under 90 erlang, in one loop
 * over typed arrays, with no messages, resources, statistics or second model. The engine is measured against it.
 */
import { exponentialX, exponentialY } from '#shared/simulation/ziggurat';

const times = new Float64Array(1024);
const kinds = new Int32Array(1024);
let size = 0;

export function lossSystem(servers: number, erlangs: number, customers: number): { events: number; loss: number } {
  const draw = exponentials(12_345);
  const gap = 1 / erlangs;
  let arrived = 0;
  let refused = 0;
  let events = 0;
  let busy = 0;
  let area = 0;
  let last = 0;
  size = 0;
  push(draw() * gap, 0);
  while (arrived < customers) {
    const now = times[0]!;
    const kind = kinds[0]!;
    events++;
    area += busy * (now - last);
    last = now;
    if (kind === 0) {
      replaceTop(now + draw() * gap, 0);
      arrived++;
      if (busy === servers) refused++;
      else {
        busy++;
        push(now + draw(), 1);
      }
    } else {
      busy--;
      pop();
    }
  }
  if (area < 0) throw new Error('the area is there so that its cost is');
  return { events, loss: refused / arrived };
}

function push(time: number, kind: number): void {
  let at = size++;
  while (at > 0) {
    const parent = (at - 1) >> 2;
    if (times[parent]! <= time) break;
    times[at] = times[parent]!;
    kinds[at] = kinds[parent]!;
    at = parent;
  }
  times[at] = time;
  kinds[at] = kind;
}

function pop(): void {
  size--;
  if (size > 0) replaceTop(times[size]!, kinds[size]!);
}

function replaceTop(time: number, kind: number): void {
  let at = 0;
  for (;;) {
    const first = 4 * at + 1;
    if (first >= size) break;
    const end = first + 4 < size ? first + 4 : size;
    let least = first;
    let leastTime = times[first]!;
    for (let child = first + 1; child < end; child++) {
      if (times[child]! < leastTime) {
        least = child;
        leastTime = times[child]!;
      }
    }
    if (leastTime >= time) break;
    times[at] = leastTime;
    kinds[at] = kinds[least]!;
    at = least;
  }
  times[at] = time;
  kinds[at] = kind;
}

/** Exponential variates of mean 1: sfc32 and the ziggurat. */
function exponentials(seed: number): () => number {
  const state = Int32Array.of(seed, seed * 31, 0x2545f491, 1);
  const next = (): number => {
    const t = (((state[0]! + state[1]!) | 0) + state[3]!) | 0;
    state[3] = (state[3]! + 1) | 0;
    state[0] = state[1]! ^ (state[1]! >>> 9);
    state[1] = (state[2]! + (state[2]! << 3)) | 0;
    state[2] = (((state[2]! << 21) | (state[2]! >>> 11)) + t) | 0;
    return t >>> 0;
  };
  return () => {
    let shift = 0;
    for (;;) {
      const bits = next();
      const layer = bits & 255;
      const x = ((bits >>> 8) * 2 ** -24 + next() * 2 ** -56) * exponentialX[layer + 1]!;
      if (x < exponentialX[layer]!) return shift + x;
      if (layer === 255) shift += exponentialX[255]!;
      else {
        const top = exponentialY[layer]!;
        if (top + next() * 2 ** -32 * (exponentialY[layer + 1]! - top) < Math.exp(-x)) return shift + x;
      }
    }
  };
}
