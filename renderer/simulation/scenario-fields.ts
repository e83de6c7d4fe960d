/** Loads and failures of a scenario as a person reads and types them, and a first one of each kind. */
import { entryOf } from '#shared/document/presets';
import { reactionsOf, reactsTo } from '#shared/document/reactions';
import { type Failure, type LoadProfile, type Scenario, SCENARIO_BOUNDS } from '#shared/document/scenario';
import type { ProjectDocument } from '#shared/document/schema';
import type { FieldDescription } from '#shared/model/field';
import { ratio, seconds } from '#shared/model/unit';
import { serviceOf, services } from '../project/catalogue';

type Number = Pick<FieldDescription, 'kind' | 'min' | 'max' | 'whole'>;

const field = (name: string, title: string, number: Number): FieldDescription => ({
  name,
  title,
  group: 'basic',
  help: '',
  default: undefined,
  ...number,
});
const time = (name: string, title: string): FieldDescription =>
  field(name, title, { kind: 'duration', min: 0, max: SCENARIO_BOUNDS.seconds });
const factor = (name: string, title: string, min = 0): FieldDescription =>
  field(name, title, { kind: 'ratio', min, max: SCENARIO_BOUNDS.factor });
const share = (name: string, title: string): FieldDescription => field(name, title, { kind: 'ratio', min: 0, max: 1 });

export const PROFILE_TITLES: Readonly<Record<LoadProfile['kind'], string>> = {
  constant: 'Constant',
  ramp: 'Ramp',
  spike: 'Spike',
  daily: 'Daily wave',
  trace: 'Trace',
};

export const PROFILE_FIELDS: Readonly<Record<LoadProfile['kind'], readonly FieldDescription[]>> = {
  constant: [],
  ramp: [factor('from', 'From ×'), factor('to', 'To ×'), time('over', 'Within')],
  spike: [
    factor('factor', 'Up to ×'),
    time('at', 'Begins at'),
    time('rise', 'Rises for'),
    time('hold', 'Holds for'),
    time('fall', 'Falls for'),
  ],
  daily: [factor('low', 'Lowest ×'), factor('high', 'Highest ×')],
  trace: [],
};

export const FAILURE_FIELDS: Readonly<Record<Failure['kind'], readonly FieldDescription[]>> = {
  errors: [share('share', 'Share')],
  slowness: [factor('factor', 'Times as long', 1)],
  'quota-cut': [share('to', 'Left of it')],
  'hot-key': [share('share', 'Share')],
  'poison-message': [
    field('count', 'Messages', { kind: 'count', min: 1, max: SCENARIO_BOUNDS.poisonMessages, whole: true }),
  ],
  'cold-start-storm': [],
  'consumer-stopped': [],
  kick: [factor('factor', 'Load ×')],
};

export const AT = time('at', 'Begins at');
export const FOR = time('for', 'Lasts');

/** A load of a kind that fits a run of `duration` seconds. */
export function firstProfile(kind: LoadProfile['kind'], duration: number): LoadProfile {
  const part = (of: number) => seconds(Math.round(duration * of));
  switch (kind) {
    case 'constant':
      return { kind };
    case 'ramp':
      return { kind, from: ratio(0.1), to: ratio(2), over: part(0.7) };
    case 'spike':
      return { kind, factor: ratio(3), at: part(0.2), rise: part(0.02), hold: part(0.2), fall: part(0.1) };
    case 'daily':
      return { kind, low: ratio(0.1), high: ratio(1) };
    case 'trace':
      return {
        kind,
        points: [
          [seconds(0), ratio(1)],
          [part(0.5), ratio(2)],
          [seconds(Math.max(1, Math.round(duration))), ratio(1)],
        ],
      };
    default:
      return kind satisfies never;
  }
}

/** Quotas that a run of a resource draws on, for a quota to cut. */
export function quotasAt(id: string, { resources }: ProjectDocument): readonly { id: string; title: string }[] {
  const resource = resources.find((each) => each.id === id);
  if (!resource) return [];
  const { quotas } = reactionsOf(resource, services);
  return (
    serviceOf(resource.service)?.quotas.flatMap(({ id: quota, title }) =>
      quotas.includes(quota) ? [{ id: quota, title }] : [],
    ) ?? []
  );
}

/** Resources that a failure of a kind changes something at. */
export function resourcesFor(kind: Failure['kind'], { resources }: ProjectDocument): ProjectDocument['resources'] {
  return resources.filter((resource) => reactsTo(kind, reactionsOf(resource, services)));
}

/** Where load comes in, or else at the first that computes, or else at whatever reacts. */
function placeFor(kind: Failure['kind'], document: ProjectDocument): string | undefined {
  const possible = resourcesFor(kind, document);
  const entry = entryOf(document);
  const preferred = ['hot-key', 'poison-message', 'kick'].includes(kind)
    ? possible.find(({ id }) => id === entry)
    : possible.find(({ service }) => serviceOf(service)?.category === 'compute');
  return (preferred ?? possible[0])?.id;
}

/** A failure of a kind in the middle of a scenario; undefined where nothing in the drawing reacts to it. */
export function firstFailure(
  kind: Failure['kind'],
  { duration }: Scenario,
  document: ProjectDocument,
): Failure | undefined {
  const resource = placeFor(kind, document);
  if (resource === undefined) return undefined;
  const at = seconds(Math.round(duration * 0.2));
  const lasting = { at, for: seconds(Math.max(1, Math.round(duration * 0.2))) };
  switch (kind) {
    case 'errors':
      return { kind, resource, ...lasting, share: ratio(1) };
    case 'slowness':
      return { kind, resource, ...lasting, factor: ratio(5) };
    case 'quota-cut': {
      const quota = quotasAt(resource, document)[0];
      return quota && { kind, resource, ...lasting, quota: quota.id, to: ratio(0.5) };
    }
    case 'hot-key':
      return { kind, resource, ...lasting, share: ratio(0.5) };
    case 'poison-message':
      return { kind, resource, at, count: 10 };
    case 'cold-start-storm':
      return { kind, resource, at };
    case 'consumer-stopped':
      return { kind, resource, ...lasting };
    case 'kick':
      return { kind, resource, at, for: seconds(10), factor: ratio(10) };
    default:
      return kind satisfies never;
  }
}
