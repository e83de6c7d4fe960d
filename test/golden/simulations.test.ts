/**
 * The examples as they run: a digest each, by which a run is known from every other. It holds for every number of
 * workers, every order of the replications and every engine.
 * After a change that is meant: UPDATE_GOLDEN=1 npx vitest run --project unit test/golden
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve as absolute } from 'node:path';
import { expect, it } from 'vitest';
import { presetsOf } from '#shared/document/presets';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import { exampleIds } from '#shared/examples/gallery';
import { services } from '#shared/services/registry';
import { merge, runShard } from '#shared/simulation/shard';
import { prepare } from '#shared/simulation/simulate';
import { summarise } from '#shared/simulation/summarise';

/** Enough to enter every room of every service that an example has; some examples take millions in their scenario. */
const MAX_EVENTS = 60_000;

const runs = exampleIds.toSorted().map((id) => {
  const text = readFileSync(absolute(import.meta.dirname, `../../shared/examples/${id}.spillway`), 'utf8');
  const { document } = readDocument(text, services);
  if (!document) throw new Error(`${id} cannot be read`);
  const scenario = [...document.scenarios, ...presetsOf(document, services)][0]!;
  const spec = prepare(resolve(document, services).graph, services, { ...scenario, maxEvents: MAX_EVENTS });
  const [first, other] = [runShard(spec, [2, 0]), runShard(spec, [1])];
  const result = summarise(spec, merge(first, other));
  const turned = summarise(spec, merge(other, first));
  return { id, scenario: scenario.id, result, turned };
});

it.each(runs)('$id runs to its golden digest', ({ id, scenario, result: { seed, events, digest } }) => {
  const line = `${scenario}, seed ${seed}, ${events} events: ${digest}\n`;
  const golden = absolute(import.meta.dirname, `runs/${id}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, line);
  expect(line).toBe(readFileSync(golden, 'utf8'));
});

it.each(runs)('$id runs the same however its replications are dealt, and its books balance', ({ result, turned }) => {
  expect(turned).toEqual(result);
  expect(result.discrepancies).toEqual([]);
});
