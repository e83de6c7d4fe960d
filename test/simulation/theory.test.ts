/** Runs against queueing theory, other programs and measurements, within the interval that the replications give. */
import { describe, expect, it } from 'vitest';
import { awsColdStarts, coldStartLaw, meanError } from '../support/cold-start-checks';
import { drawing, lognormal, Source, Station } from '../support/generic-actors';
import { simulationPage } from '../support/simulation-page';
import { runStations, theory } from '../support/theory-checks';

describe('the simulation agrees with theory', () => {
  it.each([...theory.checks, ...coldStartLaw.checks])('$title', ({ comparisons }) => {
    for (const { row, figure, expected, measured, margin } of comparisons()) {
      const difference = Math.abs(measured.mean - expected);
      expect(difference, `${row.id} ${figure}: ${measured.mean} for ${expected}`).toBeLessThanOrEqual(margin);
    }
  });

  it('measured on AWS in 2020: instances within 3.6 % and cold starts within 14 % on average', () => {
    expect(awsColdStarts()).toHaveLength(10);
    expect(meanError('cold')).toBeLessThan(0.14);
    expect(meanError('environments')).toBeLessThan(0.036);
  });

  it('docs/simulation.md is what these runs come to: npm run docs:simulation writes it anew', async () => {
    await expect(simulationPage()).toMatchFileSnapshot('../../docs/simulation.md');
  });
});

describe('what no run may break', () => {
  const graph = drawing(
    {
      source: (context) => new Source(context, { rate: 19 }),
      station: (context) => new Station(context, { servers: 20, room: 30, service: lognormal(1, 2) }),
    },
    [['source', 'station']],
  );
  const { resources, discrepancies, observedSeconds } = runStations(graph, 20_000, 19, 3);

  it('nothing is lost uncounted', () => expect(discrepancies).toEqual([]));

  it('Little’s law: mean number = throughput × mean time', () => {
    const { latency, endToEnd, concurrency, backlog, served } = resources['station']!;
    const throughput = served.mean / observedSeconds;
    expect(concurrency.mean.mean + backlog.mean.mean).toBeCloseTo(throughput * latency.mean.mean, 1);
    expect(backlog.mean.mean).toBeCloseTo(throughput * endToEnd.mean.mean, 1);
  });
});
