/** A short fingerprint of what a run found: equal where the run was the same, whoever ran it. */
import type { ReplicationResult } from './replication';

/** 16 hexadecimal digits over figures, histograms and answers of all replications in their order. */
export function digestOf(replications: readonly ReplicationResult[]): string {
  const hash = new Hash();
  for (const { index, events, warmUp, figures, cells, seen } of replications) {
    hash.add(Float64Array.of(index, events, warmUp));
    for (const row of figures) hash.add(row);
    for (const { latencies, endToEnds } of cells) {
      hash.addCells(latencies);
      hash.addCells(endToEnds);
    }
    hash.add(seen);
  }
  return hash.hex();
}

/** Two 32-bit lanes of the mixing step of MurmurHash3. */
class Hash {
  private a = 0x9747b28c | 0;
  private b = 0x5bd1e995 | 0;
  private readonly double = new DataView(new ArrayBuffer(8));

  add(values: Float64Array): void {
    for (const value of values) {
      // −0 and 0 print the same, so they hash the same.
      this.double.setFloat64(0, value === 0 ? 0 : value);
      this.mix(this.double.getInt32(0));
      this.mix(this.double.getInt32(4));
    }
  }

  /** Empty cells are skipped: position and count of the others say it all. */
  addCells(cells: Uint32Array): void {
    for (let cell = 0; cell < cells.length; cell++) {
      const count = cells[cell]!;
      if (count === 0) continue;
      this.mix(cell);
      this.mix(count);
    }
  }

  hex(): string {
    return [finish(this.a ^ this.b), finish(Math.imul(this.b, 31) + this.a)]
      .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
      .join('');
  }

  private mix(word: number): void {
    this.a = step(this.a, word, 0xcc9e2d51, 15);
    this.b = step(this.b, word, 0x239b961b, 16);
  }
}

function step(hash: number, word: number, factor: number, turn: number): number {
  const scrambled = Math.imul(word, factor);
  const mixed = hash ^ Math.imul((scrambled << turn) | (scrambled >>> (32 - turn)), 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
