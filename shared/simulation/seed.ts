/** Seeds of streams: a hash of what a stream is for, mixed by splitmix. */

/** The four words of an sfc32 generator for one resource and purpose in one replication. */
export function streamState(seed: number, replication: number, resource: string, purpose: string): Int32Array {
  const mix = new Splitmix((seed ^ fnv1a(`${resource}\u0000${purpose}`)) | 0, replication);
  const state = new Int32Array(4);
  for (let word = 0; word < 4; word++) state[word] = mix.next();
  // sfc32 forgets the structure of its seed within a few steps.
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  for (let step = 0; step < 12; step++) {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
  }
  state.set([a, b, c, d]);
  return state;
}

/** 32-bit splitmix with the finaliser of MurmurHash3 as improved by Ettinger. */
class Splitmix {
  private state: number;
  private readonly gamma: number;
  constructor(seed: number, stream: number) {
    this.state = seed;
    this.gamma = (Math.imul(stream + 1, 0x9e3779b2) | 1) >>> 0;
  }

  next(): number {
    this.state = (this.state + this.gamma) | 0;
    let t = this.state ^ (this.state >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) | 0;
  }
}

/** FNV-1a over UTF-16 code units. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash | 0;
}
