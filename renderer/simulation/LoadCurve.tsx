import type { Failure, Scenario } from '#shared/document/scenario';
import { Load } from '#shared/simulation/load-profile';
import { figure, settingTime } from '../design/format';
import { FAILURE_TITLES } from './failure-titles';

const WIDTH = 600;
const HEIGHT = 64;
/** Room for the line's own width at the top. */
const TOP = 4;

/** The load of a scenario over its run, with the times at which something goes wrong. */
export function LoadCurve({ scenario: { profile, failures, duration } }: { readonly scenario: Scenario }) {
  const kicks = failures.filter((failure) => failure.kind === 'kick');
  const points = thinned(cornersOf(new Load(profile, kicks, duration), duration), duration);
  const least = points.reduce((found, [, factor]) => Math.min(found, factor), Infinity);
  const most = points.reduce((found, [, factor]) => Math.max(found, factor), 0);
  const x = (time: number): number => (time / duration) * WIDTH;
  const y = (factor: number): number => HEIGHT - (most > 0 ? factor / most : 0) * (HEIGHT - TOP);
  const line = points.map(([time, factor]) => `${x(time).toFixed(1)},${y(factor).toFixed(1)}`).join(' ');
  const words = `Load from ×${figure(least)} to ×${figure(most)} over ${settingTime(duration)}`;
  return (
    <figure className="load-curve num" aria-label={words}>
      <span className="load-curve__most dim">×{figure(most)}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {failures
          .filter(({ at }) => at < duration)
          .map((failure) => (
            <rect
              key={JSON.stringify(failure)}
              className="load-curve__failure"
              x={x(failure.at)}
              y={0}
              width={Math.max(2, x(Math.min(duration, failure.at + lastingOf(failure))) - x(failure.at))}
              height={HEIGHT}
            >
              <title>{FAILURE_TITLES[failure.kind]}</title>
            </rect>
          ))}
        <polygon className="load-curve__area" points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} />
        <polyline className="load-curve__line" points={line} />
      </svg>
      <span className="load-curve__from dim">0</span>
      <span className="load-curve__to dim">{settingTime(duration)}</span>
    </figure>
  );
}

const lastingOf = (failure: Failure): number => ('for' in failure ? failure.for : 0);

type Corner = readonly [seconds: number, factor: number];

/** Where its straight lines begin and end. */
function cornersOf({ starts, levels, slopes }: Load, duration: number): readonly Corner[] {
  const corners: Corner[] = [];
  for (let piece = 0; piece < starts.length && starts[piece]! < duration; piece++) {
    const start = starts[piece]!;
    const end = Math.min(duration, starts[piece + 1] ?? Infinity);
    corners.push([start, levels[piece]!], [end, levels[piece]! + slopes[piece]! * (end - start)]);
  }
  return corners;
}

/** Of a long trace, what can be seen: in each column of the picture its least and its greatest load. */
function thinned(corners: readonly Corner[], duration: number): readonly Corner[] {
  if (corners.length <= 2 * WIDTH) return corners;
  const columns = new Map<number, { least: Corner; most: Corner }>();
  for (const corner of corners) {
    const column = Math.floor((corner[0] / duration) * WIDTH);
    const { least, most } = columns.get(column) ?? { least: corner, most: corner };
    columns.set(column, { least: corner[1] < least[1] ? corner : least, most: corner[1] > most[1] ? corner : most });
  }
  return [...columns.values()].flatMap(({ least, most }) => (least[0] < most[0] ? [least, most] : [most, least]));
}
