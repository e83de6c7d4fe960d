/** Scenarios that every design can be tried with, besides those of its own. */
import type { Registry } from '#shared/model/service';
import { ratio, seconds } from '#shared/model/unit';
import { AS_DRAWN, type Failure, type LoadProfile, type Scenario } from './scenario';
import type { ProjectDocument } from './schema';

/** A scenario to run. `note` says in a sentence what happens in it. */
export interface Preset extends Scenario {
  readonly note: string;
}

/** Their ids start with a colon, as no id of a document does. */
export function presetsOf(document: ProjectDocument, registry: Registry): readonly Preset[] {
  const partner = partnerOf(document, registry);
  const entry = entryOf(document);
  return [
    preset(AS_DRAWN, 'As drawn', 600, { kind: 'constant' }, 'The load as drawn, all the time.'),
    preset(
      ':day',
      'A day',
      86_400,
      { kind: 'daily', low: ratio(0.1), high: ratio(1) },
      'From a tenth of the drawn load at night to all of it 12 h later, and back.',
    ),
    preset(
      ':launch-day',
      'Launch day',
      1800,
      { kind: 'ramp', from: ratio(0.1), to: ratio(3), over: seconds(1200) },
      'From a tenth of the drawn load to three times as much within 20 min, then 10 min more of it.',
    ),
    preset(
      ':flash-sale',
      'Flash sale',
      900,
      { kind: 'spike', factor: ratio(5), at: seconds(120), rise: seconds(10), hold: seconds(180), fall: seconds(60) },
      'After 2 min, five times the drawn load within 10 s, for 3 min.',
    ),
    preset(
      ':batch-upload',
      'Batch upload',
      600,
      { kind: 'trace', points: BATCH.map(([time, factor]) => [seconds(time), ratio(factor)] as const) },
      'Little to do, and after 1 min twenty times the drawn load for 20 s.',
    ),
    ...(partner
      ? [
          preset(
            ':partner-outage',
            'Partner outage',
            900,
            { kind: 'constant' },
            `All work of ${partner.name} fails from 2 min to 5 min, as it does where a partner that it calls is down.`,
            [{ kind: 'errors', resource: partner.id, at: seconds(120), for: seconds(180), share: ratio(1) }],
          ),
        ]
      : []),
    ...(entry
      ? [
          preset(
            ':kick-test',
            'Kick test',
            900,
            { kind: 'constant' },
            'After 2 min, ten times the load for 10 s: what does not come back by itself is metastable.',
            [{ kind: 'kick', resource: entry, at: seconds(120), for: seconds(10), factor: ratio(10) }],
          ),
        ]
      : []),
  ];
}

/** [seconds, factor] */
const BATCH: readonly (readonly [number, number])[] = [
  [0, 0.1],
  [60, 0.1],
  [61, 20],
  [81, 20],
  [82, 0.1],
];

function preset(
  id: string,
  name: string,
  duration: number,
  profile: LoadProfile,
  note: string,
  failures: readonly Failure[] = [],
): Preset {
  return { id, name, duration: seconds(duration), seed: 1, profile, failures, note };
}

/** The compute resource at the end of the drawing: work that hands nothing on is what calls somebody outside. */
function partnerOf({ resources, connections }: ProjectDocument, registry: Registry) {
  const computing = new Set(registry.filter(({ category }) => category === 'compute').map(({ id }) => id));
  const working = new Set(
    registry.flatMap((service) => service.connections.filter(({ role }) => role === 'work')).map(({ id }) => id),
  );
  const computes = resources.filter(({ service }) => computing.has(service));
  const handingOn = new Set(connections.filter(({ kind }) => working.has(kind)).map(({ from }) => from));
  return computes.find(({ id }) => !handingOn.has(id)) ?? computes[0];
}

/** A kick names a resource as every failure does, and multiplies the load of every entry. */
export function entryOf({ resources, connections }: ProjectDocument): string | undefined {
  const called = new Set(connections.map(({ to }) => to));
  return (resources.find(({ id }) => !called.has(id)) ?? resources[0])?.id;
}
