/** Laws of the capacity engine over random drawings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessCapacity, problemOf } from '#shared/capacity/assess';
import { solve } from '#shared/capacity/solve';
import { services } from '#shared/services/registry';
import { drawing } from '../support/drawing';
import { busyDrawing, randomDrawing } from '../support/random-drawing';

/** The same drawings each time: what fails is due to a change, and not to chance. */
const RUNS = { numRuns: 60, seed: 1, endOnFailure: true };
const load = fc.constantFrom(0, 0.1, 1, 3, 50);

describe.each([
  ['any legal drawing', randomDrawing],
  ['any drawing that work flows through', busyDrawing],
])('%s', (_, legalDrawing) => {
  it('has a finite steady state and a rising ladder', () => {
    fc.assert(
      fc.property(legalDrawing, load, (drawn, loadFactor) => {
        const result = assessCapacity(drawing(drawn), services, { loadFactor });
        for (const report of result.resources.values()) {
          const { offered, admitted, completed, failed, throttled, waiting, inFlight, queueLength } = report;
          for (const value of [offered, admitted, completed, failed, throttled, waiting, inFlight, queueLength]) {
            expect(Number.isFinite(value)).toBe(true);
            expect(value).toBeGreaterThanOrEqual(-1e-9 * Math.max(1, offered));
          }
          for (const { utilisation } of report.limits) expect(Number.isFinite(utilisation)).toBe(true);
        }
        const loads = result.ladder.map(({ perSecond }) => perSecond);
        // Two that break together stand in their service’s order, whatever their last digits.
        loads.slice(1).forEach((next, index) => expect(next).toBeGreaterThanOrEqual(loads[index]! * (1 - 1e-8)));
      }),
      RUNS,
    );
  });

  it('loses nothing: what is offered is done, failed, refused or waits', () => {
    fc.assert(
      fc.property(legalDrawing, load, (drawn, loadFactor) => {
        const { resources, convergence } = assessCapacity(drawing(drawn), services, { loadFactor });
        fc.pre(convergence.converged);
        for (const { offered, completed, failed, throttled, waiting } of resources.values()) {
          expect(Math.abs(completed + failed + throttled + waiting - offered)).toBeLessThanOrEqual(
            1e-6 * Math.max(1, offered),
          );
        }
      }),
      RUNS,
    );
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(legalDrawing, load, (drawn, loadFactor) => {
        const figures = (): string => {
          const { resources, ladder, overflow } = assessCapacity(drawing(drawn), services, { loadFactor });
          return JSON.stringify([
            [...resources].map(([id, { admitted, limits }]) => [id, admitted, limits]),
            ladder,
            overflow,
          ]);
        };
        expect(figures()).toBe(figures());
      }),
      { ...RUNS, numRuns: 20 },
    );
  });

  it('never admits more than it is offered', () => {
    fc.assert(
      fc.property(legalDrawing, load, (drawn, loadFactor) => {
        for (const { offered, admitted } of assessCapacity(drawing(drawn), services, {
          loadFactor,
        }).resources.values()) {
          expect(admitted).toBeLessThanOrEqual(offered * (1 + 1e-9) + 1e-9);
        }
      }),
      RUNS,
    );
  });
});

describe('any legal drawing', () => {
  it('breaks where it breaks, whatever stands beside it unconnected', () => {
    fc.assert(
      fc.property(randomDrawing, (drawn) => {
        const rungs = (whole: typeof drawn) =>
          assessCapacity(drawing(whole), services, { loadFactor: 1 })
            .ladder.filter(({ resource, sharedBy }) => resource in drawn.resources && !sharedBy)
            .map(({ resource, limit, connection, loadFactor }) => ({ resource, limit, connection, loadFactor }));
        const beside = { ...drawn, resources: { ...drawn.resources, 'z-beside': ['sqs', {}] as const } };
        const [alone, together] = [rungs(drawn), rungs(beside)];
        expect(together.map(({ limit }) => limit)).toEqual(alone.map(({ limit }) => limit));
        for (const [index, rung] of alone.entries()) {
          expect(together[index]!.loadFactor / rung.loadFactor).toBeCloseTo(1, 3);
        }
      }),
      RUNS,
    );
  });

  it('uses no limit less under more load', () => {
    fc.assert(
      fc.property(randomDrawing, fc.double({ min: 1.01, max: 20, noNaN: true }), (drawn, factor) => {
        const problem = problemOf(drawing(drawn), services);
        const less = solve(problem, { loadFactor: 1, capped: false });
        const more = solve(problem, { loadFactor: factor, capped: false });
        fc.pre(less.converged && more.converged);
        for (const [id, { limits }] of less.reports) {
          const after = more.reports.get(id)?.limits ?? [];
          for (const [index, { utilisation }] of limits.entries()) {
            expect(after[index]?.utilisation).toBeGreaterThanOrEqual(utilisation * (1 - 1e-6));
          }
        }
      }),
      RUNS,
    );
  });
});

describe('the iteration to the steady state', () => {
  it('settles for all but a few of the drawings that work flows through', () => {
    const drawings = fc.sample(busyDrawing, { numRuns: 150, seed: 3 });
    const unsettled = drawings.filter((drawn) => {
      const { converged, endless } = solve(problemOf(drawing(drawn), services), { loadFactor: 10, capped: true });
      return !converged && !endless;
    });
    expect(unsettled.length).toBeLessThanOrEqual(2);
  });

  it.each([1, 2, 5, 10, 20, 40])('settles where the consumer of a stream calls a function of %i places', (places) => {
    const unsettled = [50, 200, 400, 1900].flatMap((rate) =>
      [1, 3, 5].flatMap((attempts) =>
        [0.01, 0.1, 1].filter((mean) => {
          const graph = drawing({
            resources: {
              client: ['client', { rate }],
              stream: ['kinesis', { shards: 2 }],
              reader: ['lambda', { duration: { distribution: 'constant', mean: 0.05, scv: 0 }, timeout: 60 }],
              callee: ['lambda', { duration: { distribution: 'constant', mean, scv: 0 }, reservedConcurrency: places }],
            },
            connections: [
              ['client/put-record', 'client', 'stream'],
              ['lambda/stream-event-source', 'stream', 'reader', { batchSize: attempts === 1 ? 100 : 10 }],
              ['lambda/invoke', 'reader', 'callee', { attempts }],
            ],
          });
          return !assessCapacity(graph, services, { loadFactor: 1 }).convergence.converged;
        }),
      ),
    );
    expect(unsettled).toEqual([]);
  });
});
