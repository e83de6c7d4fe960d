/**
 * Streams of random variates: sfc32 (Chris Doty-Humphrey, PractRand), filled by the block so that the generator's state
 * stays in registers. Seeds come from a hash of what the stream is for, so that adding a resource disturbs no other.
 */
import type { Sampler, Uniform } from '#shared/model/simulation';
import { exp, log } from './exp-log';
import { EXPONENTIAL_EDGE, NORMAL_EDGE, exponentialX, exponentialY, normalX, normalY } from './ziggurat';
import { type Law, isEmpirical } from './law';

const BLOCK = 256;
/** 2^−32 */
const UNIT = 2.3283064365386963e-10;
/** 2^−53 */
const FINE = 1.1102230246251565e-16;

const Kind = { uniform: 0, exponential: 1, lognormal: 2, constant: 3, empirical: 4 } as const;
type Kind = (typeof Kind)[keyof typeof Kind];

export class VariateStream implements Uniform, Sampler {
  private readonly block = new Float64Array(BLOCK);
  private at = BLOCK;
  private readonly state: Int32Array;
  private readonly kind: Kind;
  /** Exponential and constant: scale. Lognormal: location, then spread of the logarithm. */
  private readonly a: number;
  private readonly b: number;
  private readonly quantiles: Float64Array;

  constructor(state: Int32Array, kind: Kind, a: number, b: number, quantiles: Float64Array) {
    this.state = state;
    this.kind = kind;
    this.a = a;
    this.b = b;
    this.quantiles = quantiles;
  }

  next(): number {
    if (this.at === BLOCK) this.refill();
    return this.block[this.at++]!;
  }

  private refill(): void {
    const { state, block, kind, a, b } = this;
    this.at = 0;
    if (kind === Kind.uniform) fillUniform(state, block);
    else if (kind === Kind.exponential) {
      fillExponential(state, block);
      if (a !== 1) for (let i = 0; i < BLOCK; i++) block[i]! *= a;
    } else if (kind === Kind.lognormal) {
      fillNormal(state, block);
      for (let i = 0; i < BLOCK; i++) block[i] = exp(a + b * block[i]!);
    } else if (kind === Kind.constant) block.fill(a);
    else {
      fillUniform(state, block);
      for (let i = 0; i < BLOCK; i++) block[i] = quantileAt(this.quantiles, block[i]!);
    }
  }
}

const none = new Float64Array(0);

/** Uniform on [0, 1). */
export function uniformStream(state: Int32Array): VariateStream {
  return new VariateStream(state, Kind.uniform, 0, 0, none);
}

/** Exponential with mean 1. */
export function exponentialStream(state: Int32Array): VariateStream {
  return new VariateStream(state, Kind.exponential, 1, 0, none);
}

/** Variates of a law; lognormal by its mean and squared coefficient of variation. */
export function lawStream(state: Int32Array, law: Law): VariateStream {
  if (isEmpirical(law))
    return new VariateStream(state, Kind.empirical, 0, 0, Float64Array.from(law.percentiles.flat()));
  const { distribution, mean, scv } = law;
  if (distribution === 'exponential') return new VariateStream(state, Kind.exponential, mean, 0, none);
  if (distribution === 'lognormal' && scv > 0 && mean > 0) {
    const variance = log(1 + scv);
    return new VariateStream(state, Kind.lognormal, log(mean) - variance / 2, Math.sqrt(variance), none);
  }
  return new VariateStream(state, Kind.constant, mean, 0, none);
}

/** Straight line between the (share, value) pairs, level outside. */
function quantileAt(pairs: Float64Array, share: number): number {
  let i = 2;
  while (i < pairs.length && pairs[i]! < share) i += 2;
  if (i >= pairs.length) return pairs[pairs.length - 1]!;
  const from = pairs[i - 2]!;
  const to = pairs[i]!;
  const along = share <= from || to === from ? 0 : (share - from) / (to - from);
  return pairs[i - 1]! + along * (pairs[i + 1]! - pairs[i - 1]!);
}

/*
 * The generator is written out in each loop: sfc32 in four locals is what makes a variate cost a few nanoseconds, and
 * a call or an array access for each number would double that.
 */

function fillUniform(state: Int32Array, out: Float64Array): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  for (let i = 0; i < BLOCK; i++) {
    let t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    const first = t;
    t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    out[i] = (first >>> 0) * UNIT + (t >>> 11) * FINE;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

function fillExponential(state: Int32Array, out: Float64Array): void {
  const xs = exponentialX;
  const ys = exponentialY;
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  // The tail beyond the last edge is the same law again, shifted: draw anew on top of it.
  let shift = 0;
  for (let i = 0; i < BLOCK;) {
    let t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    const layer = t & 255;
    const coarse = t >>> 8;
    t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    // 24 bits from the first word, the next 29 from the second.
    const x = (coarse * 5.9604644775390625e-8 + (t >>> 3) * FINE) * xs[layer + 1]!;
    if (x < xs[layer]!) {
      out[i++] = shift + x;
      shift = 0;
      continue;
    }
    if (layer === 255) {
      shift += EXPONENTIAL_EDGE;
      continue;
    }
    t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    const top = ys[layer]!;
    if (top + (t >>> 0) * UNIT * (ys[layer + 1]! - top) < exp(-x)) {
      out[i++] = shift + x;
      shift = 0;
    }
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

function fillNormal(state: Int32Array, out: Float64Array): void {
  const xs = normalX;
  const ys = normalY;
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  for (let i = 0; i < BLOCK;) {
    let t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    const layer = t & 255;
    const isNegative = (t & 256) !== 0;
    const coarse = t >>> 9;
    t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    // 23 bits from the first word, the next 30 from the second.
    let x = (coarse * 1.1920928955078125e-7 + (t >>> 2) * FINE) * xs[layer + 1]!;
    if (x >= xs[layer]!) {
      t = (((a + b) | 0) + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + t) | 0;
      if (layer === 255) {
        // The tail beyond the edge (Marsaglia 1964): an exponential, accepted against another.
        const first = -log(((t >>> 0) + 0.5) * UNIT) / NORMAL_EDGE;
        t = (((a + b) | 0) + d) | 0;
        d = (d + 1) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (((c << 21) | (c >>> 11)) + t) | 0;
        const second = -log(((t >>> 0) + 0.5) * UNIT);
        if (second + second <= first * first) continue;
        x = NORMAL_EDGE + first;
      } else {
        const top = ys[layer]!;
        if (top + (t >>> 0) * UNIT * (ys[layer + 1]! - top) >= exp(-0.5 * x * x)) continue;
      }
    }
    out[i++] = isNegative ? -x : x;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
