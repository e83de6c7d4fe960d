import type { Uniform } from '#shared/model/simulation';
import { exp, log } from './exp-log';

/**
 * Ranks with P(rank k) proportional to 1/k, by rejection from the integral of the density (rejection inversion; Hörmann
 * and Derflinger, ACM TOMACS 6, 1996), with exponent 1, where that integral is the logarithm.
 */
export class ZipfRanks implements Uniform {
  private readonly uniforms: Uniform;
  private readonly count: number;
  private readonly from: number;
  private readonly to: number;
  /** Where a candidate is so close to its rank that it is accepted without a second look. */
  private readonly sure: number;

  constructor(uniforms: Uniform, count: number) {
    this.uniforms = uniforms;
    this.count = count;
    this.from = log(1.5) - 1;
    this.to = log(count + 0.5);
    this.sure = 2 - exp(log(2.5) - 0.5);
  }

  /** From 0 to count − 1. */
  next(): number {
    for (;;) {
      const u = this.to + this.uniforms.next() * (this.from - this.to);
      const x = exp(u);
      const rank = Math.min(this.count, Math.max(1, Math.floor(x + 0.5)));
      if (rank - x <= this.sure || u >= log(rank + 0.5) - 1 / rank) return rank - 1;
    }
  }
}
