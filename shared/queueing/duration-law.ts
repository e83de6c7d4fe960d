/**
 * Durations as discrete laws, to put them one after the other and side by side: the time of what runs at once is that of
 * the last (David and Nagaraja, Order Statistics, ch. 2), whose mean is more than the greatest of the means.
 *
 * Within half a per cent of the exact mean of the last of forty; where a law has many points, neighbours are put together
 * with their mean kept.
 */
import { type Law, meanWithin, shareBeyond } from './tail';

/** Seconds in rising order with the share of each. The shares add up to 1, or to less where it may never come. */
export interface DurationLaw {
  readonly times: readonly number[];
  readonly shares: readonly number[];
}

const MOST_POINTS = 64;
/** Standard scores between which a law is cut into pieces, and their width. */
const SCORES = { from: -4, to: 5, step: 0.15 };

export const NEVER: DurationLaw = { times: [], shares: [] };

/** @param time seconds */
export const always = (time: number): DurationLaw => ({ times: [time], shares: [1] });

/** A law in pieces, each at its mean; times above `longest` (seconds) end there. */
export function discrete(law: Law, longest = Infinity): DurationLaw {
  const { distribution, mean } = law;
  const scv = distribution === 'constant' ? 0 : distribution === 'exponential' ? 1 : law.scv;
  if (mean <= 0 || scv === 0) return always(Math.min(Math.max(0, mean), longest));
  const spread = Math.sqrt(Math.log(1 + scv));
  const edges: number[] = [];
  for (let score = SCORES.from; score <= SCORES.to; score += SCORES.step) {
    const edge = mean * Math.exp(spread * score - spread ** 2 / 2);
    if (edge < longest) edges.push(edge);
  }
  if (longest < Infinity) edges.push(longest);
  const found = new Points();
  let [from, beyond, within] = [0, 1, 0];
  for (const edge of edges) {
    const [left, cut] = [shareBeyond(law, edge), meanWithin(law, edge)];
    // ∫ x f(x) dx from a to b = E[min(X, b)] − E[min(X, a)] − b S(b) + a S(a).
    found.add(beyond - left, cut - within - edge * left + from * beyond);
    [from, beyond, within] = [edge, left, cut];
  }
  found.add(beyond, (longest === Infinity ? mean : within) - within + from * beyond);
  return found.law();
}

export const shareOf = ({ shares }: DurationLaw): number => sum(shares);

/** Mean of those that come, seconds; 0 where none does. */
export function meanOf(law: DurationLaw): number {
  const share = shareOf(law);
  return share > 0 ? weighted(law) / share : 0;
}

/** Σ time × share, seconds. */
export const weighted = ({ times, shares }: DurationLaw): number =>
  times.reduce((all, time, at) => all + time * shares[at]!, 0);

/** The same times, each `share` times as often. */
export function ofShare(law: DurationLaw, share: number): DurationLaw {
  if (share === 1) return law;
  return share <= 0 ? NEVER : { times: law.times, shares: law.shares.map((each) => each * share) };
}

/** Each time `factor` times as long. */
export const stretched = ({ times, shares }: DurationLaw, factor: number): DurationLaw => ({
  times: times.map((time) => time * factor),
  shares,
});

/** What comes by `left`, by the share of it that is still there just before each time. */
export function thinned({ times, shares }: DurationLaw, left: (time: number) => number): DurationLaw {
  return { times, shares: shares.map((share, at) => share * left(times[at]!)) };
}

/** Either of the two: what comes by one way or the other. */
export function either(one: DurationLaw, other: DurationLaw): DurationLaw {
  if (one.times.length === 0) return other;
  if (other.times.length === 0) return one;
  const found = new Points();
  for (const { times, shares } of [one, other]) {
    times.forEach((time, at) => found.add(shares[at]!, shares[at]! * time));
  }
  return found.law();
}

/** One after the other. */
export function inTurn(one: DurationLaw, other: DurationLaw): DurationLaw {
  if (one.times.length === 1) return delayed(other, one.times[0]!, one.shares[0]);
  if (other.times.length === 1) return delayed(one, other.times[0]!, other.shares[0]);
  const found = new Points();
  for (let first = 0; first < one.times.length; first++) {
    for (let second = 0; second < other.times.length; second++) {
      const share = one.shares[first]! * other.shares[second]!;
      found.add(share, share * (one.times[first]! + other.times[second]!));
    }
  }
  return found.law();
}

/** The same times, each `by` seconds later and `share` times as often. */
export function delayed(law: DurationLaw, by: number, share = 1): DurationLaw {
  const { times, shares } = ofShare(law, share);
  return by === 0 ? { times, shares } : { times: times.map((time) => time + by), shares };
}

/**
 * Of all at once, each independent of the others, when the last has come.
 * @param counts how many there are of each; one unless stated
 */
export function lastOf(laws: readonly DurationLaw[], counts: readonly number[] = []): DurationLaw {
  return fromCumulative(laws, (shares) => shares.reduce((all, share, at) => all * share ** (counts[at] ?? 1), 1));
}

/** Of all at once, each independent of the others, when the first has come. */
export function firstOf(laws: readonly DurationLaw[], counts: readonly number[] = []): DurationLaw {
  return fromCumulative(
    laws,
    (shares) => 1 - shares.reduce((all, share, at) => all * (1 - share) ** (counts[at] ?? 1), 1),
  );
}

/** Share of what has not come just before `time` (seconds). */
export function notBefore({ times, shares }: DurationLaw, time: number): number {
  let left = 1;
  for (let at = 0; at < times.length && times[at]! < time; at++) left -= shares[at]!;
  return Math.max(0, left);
}

/** @param together the share that has come, from the share of each law that has */
function fromCumulative(laws: readonly DurationLaw[], together: (shares: readonly number[]) => number): DurationLaw {
  const places = laws.map(() => 0);
  const come = laws.map(() => 0);
  const found = new Points();
  let before = together(come);
  for (;;) {
    const time = Math.min(...laws.map(({ times }, at) => times[places[at]!] ?? Infinity));
    if (time === Infinity) return found.law();
    laws.forEach(({ times, shares }, at) => {
      if (times[places[at]!] !== time) return;
      come[at] = Math.min(1, come[at]! + shares[places[at]!]!);
      places[at]!++;
    });
    const now = together(come);
    found.add(now - before, (now - before) * time);
    before = now;
  }
}

/** Points of a law in the making: the share of each, and that share × its time. */
class Points {
  private readonly shares: number[] = [];
  private readonly moments: number[] = [];

  /** @param moment share × time */
  add(share: number, moment: number): void {
    if (share <= 0) return;
    this.shares.push(share);
    this.moments.push(Math.max(0, moment));
  }

  law(): DurationLaw {
    const { shares, moments } = this;
    if (shares.length > MOST_POINTS) return inBands(shares, moments);
    const order = shares.map((_, at) => at).toSorted((a, b) => moments[a]! / shares[a]! - moments[b]! / shares[b]!);
    const times: number[] = [];
    const joined: number[] = [];
    for (const at of order) {
      const time = moments[at]! / shares[at]!;
      if (times.at(-1) === time) joined[joined.length - 1]! += shares[at]!;
      else {
        times.push(time);
        joined.push(shares[at]!);
      }
    }
    return { times, shares: joined };
  }
}

/** Puts points together whose times lie in the same of `MOST_POINTS` bands: zero, and bands that are alike by ratio. */
function inBands(shares: readonly number[], moments: readonly number[]): DurationLaw {
  let [least, most] = [Infinity, 0];
  for (let at = 0; at < shares.length; at++) {
    const time = moments[at]! / shares[at]!;
    if (time > 0 && time < least) least = time;
    if (time > most) most = time;
  }
  least = Math.max(least, most * 1e-6);
  const perBand = (MOST_POINTS - 2) / (Math.log(most / least) || 1);
  const share = new Float64Array(MOST_POINTS);
  const moment = new Float64Array(MOST_POINTS);
  for (let at = 0; at < shares.length; at++) {
    const time = moments[at]! / shares[at]!;
    const band =
      time > 0 ? 1 + Math.min(MOST_POINTS - 2, Math.max(0, Math.floor(Math.log(time / least) * perBand))) : 0;
    share[band]! += shares[at]!;
    moment[band]! += moments[at]!;
  }
  const filled = [...share.keys()].filter((band) => share[band]! > 0);
  return {
    times: filled.map((band) => moment[band]! / share[band]!),
    shares: filled.map((band) => share[band]!),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
