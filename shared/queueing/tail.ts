/** How often a time runs over a deadline, by its law. */

export interface Law {
  readonly distribution: 'constant' | 'exponential' | 'lognormal';
  /** Seconds, 0 or more. */
  readonly mean: number;
  /** Squared coefficient of variation, of a lognormal law. */
  readonly scv: number;
}

/**
 * Share of times above `deadline` (seconds): 0 or 1 where they are constant, exp(−t/mean) where they are exponential,
 * and 1 − Φ((ln t − μ)/σ) with σ² = ln(1 + scv) and μ = ln(mean) − σ²/2 where they are lognormal; within 1e-7.
 */
export function shareBeyond({ distribution, mean, scv }: Law, deadline: number): number {
  if (mean <= 0) return 0;
  if (deadline <= 0) return 1;
  if (distribution === 'constant' || (distribution === 'lognormal' && scv === 0)) return mean > deadline ? 1 : 0;
  if (distribution === 'exponential') return Math.exp(-deadline / mean);
  const variance = Math.log(1 + scv);
  return normalTail((Math.log(deadline / mean) + variance / 2) / Math.sqrt(variance));
}

/**
 * Mean of min(time, `deadline`), seconds: mean·(1 − e^(−t/mean)) where times are exponential, and
 * mean·Φ((ln t − μ)/σ − σ) + t·(1 − Φ((ln t − μ)/σ)) where they are lognormal (the limited expected value in Klugman,
 * Panjer and Willmot, Loss Models, appendix A).
 */
export function meanWithin(law: Law, deadline: number): number {
  const { distribution, mean, scv } = law;
  if (mean <= 0 || deadline <= 0) return 0;
  if (distribution === 'constant' || (distribution === 'lognormal' && scv === 0)) return Math.min(mean, deadline);
  if (distribution === 'exponential') return -mean * Math.expm1(-deadline / mean);
  const variance = Math.log(1 + scv);
  const z = (Math.log(deadline / mean) + variance / 2) / Math.sqrt(variance);
  return mean * (1 - normalTail(z - Math.sqrt(variance))) + deadline * normalTail(z);
}

/** When somebody answers, and after which time, seconds, they give up and say so. */
export interface Answers {
  readonly answerTime: Law;
  readonly timeout: number;
}

/** A tail thinner than this counts as none: no estimate of a duration is good enough to speak of it. */
const RARE = 1e-5;

/** Share of times above `deadline` (seconds) that is worth speaking of: `shareBeyond`, or 0 below one in 100,000. */
export function noticeableShareBeyond(law: Law, deadline: number): number {
  const share = shareBeyond(law, deadline);
  return share < RARE ? 0 : share;
}

/** Share of answers that come after `patience` (seconds); 0 where nothing is known of them, or who answers gives up before. */
export function lateShare(answers: Answers | undefined, patience: number): number {
  return answers && patience < answers.timeout ? noticeableShareBeyond(answers.answerTime, patience) : 0;
}

/** Share of the answers that are given before `timeout` which come within `patience` (seconds). */
export function inTimeShare(answers: Answers | undefined, patience: number): number {
  const late = lateShare(answers, patience);
  return answers && late > 0 && late < 1
    ? (1 - late) / (1 - shareBeyond(answers.answerTime, answers.timeout))
    : 1 - late;
}

/** Mean time of a call that takes `latency` on average, for who waits no longer than `patience` (both seconds). */
export function waitOf(latency: number, answers: Answers | undefined, patience: number): number {
  const spared =
    answers && lateShare(answers, patience) > 0
      ? meanWithin(answers.answerTime, answers.timeout) - meanWithin(answers.answerTime, patience)
      : 0;
  return Math.min(Math.max(0, latency - spared), patience);
}

/** 1 − Φ(z): Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17. */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.231_641_9 * z);
  const series =
    t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
