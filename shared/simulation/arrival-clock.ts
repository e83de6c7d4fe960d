/** Gaps between arrivals: Poisson with a rate that follows the load, or evenly spaced in the same measure. */
import type { Arrivals } from '#shared/model/simulation';
import { type Clock, NOW } from './clock';
import type { Load } from './load-profile';
import type { VariateStream } from './variate-stream';

export class ArrivalClock implements Arrivals {
  private piece = 0;
  private readonly clock: Clock;
  private readonly load: Load;
  /** Exponential with mean 1; undefined for evenly spaced arrivals. */
  private readonly variates: VariateStream | undefined;
  /** 1/rate at factor 1, and at the constant factor where there is one (else 0). */
  private readonly meanGap: number;
  private readonly constantGap: number;

  constructor(clock: Clock, load: Load, rate: number, variates: VariateStream | undefined) {
    this.clock = clock;
    this.load = load;
    this.variates = variates;
    this.meanGap = 1 / rate;
    this.constantGap = load.isConstant() ? 1 / (rate * load.levels[0]!) : 0;
  }

  next(): number {
    const need = this.variates === undefined ? 1 : this.variates.next();
    return this.constantGap > 0 ? need * this.constantGap : this.across(need * this.meanGap);
  }

  factor(): number {
    return this.load.at(this.clock[NOW]!);
  }

  loadSoFar(): number {
    return this.load.integral(this.clock[NOW]!);
  }

  /** Time until the integral of the factor has grown by `need` seconds' worth. */
  private across(need: number): number {
    const { starts, levels, slopes } = this.load;
    const now = this.clock[NOW]!;
    while (this.piece + 1 < starts.length && starts[this.piece + 1]! <= now) this.piece++;
    let time = now;
    let left = need;
    for (let piece = this.piece; ; piece++) {
      const slope = slopes[piece]!;
      const level = levels[piece]! + slope * (time - starts[piece]!);
      const end = piece + 1 < starts.length ? starts[piece + 1]! : Infinity;
      const gap = timeToGrow(left, level, slope);
      if (gap <= end - time) return time + gap - now;
      if (end === Infinity) return Infinity;
      const length = end - time;
      left -= level * length + (slope * length * length) / 2;
      time = end;
    }
  }
}

/** Least t ≥ 0 with level · t + slope · t²/2 = need; Infinity where there is none. */
function timeToGrow(need: number, level: number, slope: number): number {
  if (slope === 0) return level > 0 ? need / level : Infinity;
  const square = level * level + 2 * slope * need;
  if (square < 0) return Infinity;
  const divisor = level + Math.sqrt(square);
  return divisor > 0 ? (2 * need) / divisor : Infinity;
}
