/** docs/simulation.md: what runs come to beside what is known, and how fast they are. */
import { type Column, markdownTable, markdownText } from '#shared/report/table';
import speeds from '../bench/simulation-speeds.json';
import type { Agreements, Comparison } from './agreement';
import { type AwsRow, awsColdStarts, coldStartLaw, meanError } from './cold-start-checks';
import { theory, THEORY_REPLICATIONS, THEORY_SEED } from './theory-checks';

interface Line extends Comparison {
  readonly title: string;
}

const digits = (value: number): string => (value === 0 ? '0' : String(Number(value.toPrecision(4))));
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const comparisons: readonly Column<Line>[] = [
  { title: 'what', text: ({ title }) => markdownText(title) },
  { title: 'figure', text: ({ figure }) => figure },
  { title: 'expected', isRight: true, text: ({ expected }) => digits(expected) },
  { title: 'simulated', isRight: true, text: ({ measured }) => digits(measured.mean) },
  {
    title: '95 % interval',
    isRight: true,
    text: ({ measured: { halfWidth } }) => (halfWidth === null ? '' : `± ${digits(halfWidth)}`),
  },
];

const measurements: readonly Column<AwsRow>[] = [
  { title: 'requests/s', isRight: true, text: ({ ratePerSecond }) => digits(ratePerSecond) },
  { title: 'cold, measured', isRight: true, text: ({ cold }) => digits(cold.measured) },
  { title: 'cold, simulated', isRight: true, text: ({ cold }) => digits(cold.simulated) },
  { title: 'environments, measured', isRight: true, text: ({ environments }) => digits(environments.measured) },
  { title: 'environments, simulated', isRight: true, text: ({ environments }) => digits(environments.simulated) },
];

const works: readonly Column<(typeof speeds.speeds)[number]>[] = [
  { title: 'work', text: ({ name }) => name },
  { title: 'what', text: ({ what }) => markdownText(what) },
  { title: 'ns/event', isRight: true, text: ({ nsPerEvent }) => String(nsPerEvent) },
  { title: 'events/request', isRight: true, text: ({ eventsPerRequest }) => String(eventsPerRequest) },
  { title: 'of the floor', isRight: true, text: ({ shareOfFloor }) => shareOfFloor.toFixed(2) },
];

const linesOf = ({ checks }: Agreements): readonly Line[] =>
  checks.flatMap(({ title, comparisons: found }) => found().map((comparison) => ({ title, ...comparison })));

export function simulationPage(): string {
  return [
    '# The simulation beside what is known',
    '',
    '<!-- Written by `npm run docs:simulation`: do not edit. -->',
    '',
    'Same seed, same run, digit for digit, on every engine and for every number of workers: this page is a test, and any',
    'figure of it that moves is a change of the simulation. `test/golden/runs` has a digest of each example.',
    '',
    '## Queueing theory',
    '',
    `${THEORY_REPLICATIONS} replications each, seed ${THEORY_SEED}. Expected is the closed form, or where it says so what another`,
    'program found in long runs. A figure agrees where it lies within one and a half half widths, the tolerance that the',
    'reference itself states, and half a percent for percentiles, which come from bins.',
    '',
    markdownTable(comparisons, linesOf(theory)),
    '## Cold starts by the law of SimFaaS',
    '',
    'Through an ordinary drawing of a client and a function: an idle environment ends the keep-alive after its last use, and',
    'the newest idle one is taken. Mean of three replications. The experiment that begins with warm environments cannot be',
    'drawn: a run begins with none.',
    '',
    markdownTable(comparisons.slice(0, -1), linesOf(coldStartLaw)),
    '## Cold starts measured on AWS Lambda in 2020',
    '',
    'By Mahmoudi and Khazaei ([github.com](https://github.com/pacslab/simfaas), `examples/exp.csv`), with a keep-alive of',
    `600 s. Mean error: cold starts ${percent(meanError('cold'))}, environments ${percent(meanError('environments'))}. The law run exactly is off by as much`,
    '(13 % and 3 %): AWS does not document its keep-alive, which is a setting of each function here.',
    '',
    markdownTable(measurements, awsColdStarts()),
    '## Speed',
    '',
    `Measured on ${speeds.asOf}, ${speeds.machine}, the best of ${speeds.rounds} rounds, processor time of all threads, each work`,
    'in turns with the floor in a process of its own, as the command line and a tab’s worker run a drawing. Only ratios',
    'travel from one machine to another. `SPILLWAY_BENCH_RECORD=test/bench/simulation-speeds.json npm run bench:simulation` measures anew,',
    'with simjs and SimPy beside it where they can be had: the loss system of the floor, as their guides write it.',
    '',
    markdownTable(works, speeds.speeds),
    `One run of the last work of ours, for ${speeds.long.millionEvents} million events: ${speeds.long.seconds} s of processor time on one`,
    'worker, and no memory that grows with the events handled (' +
      `${speeds.long.heapBytesPerEvent} bytes an event after the first fifth).`,
    `A run is cancelled between two steps; the longest took ${speeds.long.longestStepMs} ms on the clock on the wall.`,
  ].join('\n');
}
