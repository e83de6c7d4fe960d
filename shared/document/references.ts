/** What the document names beside its drawing: quotas of the account, resources of scenarios and assertions. */
import { figure } from '#shared/model/figures';
import type { Finding, Remedy } from '#shared/model/finding';
import type { Registry } from '#shared/model/service';
import { nearest } from './nearest';
import { reactionsOf, reactsTo } from './reactions';
import { documentFinding } from './rules';
import { quote } from './say';
import type { Failure, Scenario } from './scenario';
import type { ProjectDocument } from './schema';

export function referenceFindings(document: ProjectDocument, registry: Registry): readonly Finding[] {
  return [
    ...quotaFindings(document, registry),
    ...scenarioFindings(document, registry),
    ...assertionFindings(document),
  ];
}

function quotaFindings({ account }: ProjectDocument, registry: Registry): Finding[] {
  const quotas = new Map(registry.flatMap((service) => service.quotas).map((quota) => [quota.id, quota]));
  return Object.entries(account.quotas).flatMap(([id, value]) => {
    const quota = quotas.get(id);
    if (!quota) return [unknownQuota(id, value, nearest(id, [...quotas.keys()]))];
    const { title, source, asOf } = quota;
    const limit = quota.byRegion?.[account.region] ?? quota.value;
    if (quota.adjustable || value <= limit) return [];
    const what = `AWS does not raise ${title} beyond ${figure(limit)}, and this account states ${figure(value)}: take it out`;
    return [documentFinding('quota-is-adjustable', { field: id }, what, { remedy: withoutQuota(id), source, asOf })];
  });
}

function unknownQuota(id: string, value: number, meant: string | undefined): Finding {
  const hint = meant ? `perhaps ${meant} is meant` : 'take it out';
  const message = `no service has a quota ${quote(id)}, so its value counts for nothing: ${hint}`;
  const remedy: Remedy = meant
    ? { title: `Rename it to ${meant}`, edit: { do: 'set-account', quotas: { [id]: null, [meant]: value } } }
    : withoutQuota(id);
  return documentFinding('quota-is-known', { field: id }, message, { remedy });
}

function withoutQuota(id: string): Remedy {
  return { title: `Take ${id} out`, edit: { do: 'set-account', quotas: { [id]: null } } };
}

function scenarioFindings({ scenarios, resources }: ProjectDocument, registry: Registry): Finding[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const quotas = new Map(registry.flatMap((service) => service.quotas).map((quota) => [quota.id, quota]));
  return scenarios.flatMap((scenario) =>
    scenario.failures.flatMap((failure) => {
      const resource = byId.get(failure.resource);
      if (!resource) {
        const what = `lets ${quote(failure.resource)} fail, which is not a resource of this project`;
        return [impossibleFailure('scenario-names-what-is-there', scenario, failure, what)];
      }
      if (failure.kind === 'quota-cut' && !quotas.has(failure.quota)) {
        const what = `cuts the quota ${quote(failure.quota)}, which no service has`;
        return [impossibleFailure('scenario-names-what-is-there', scenario, failure, what)];
      }
      if (failure.at >= scenario.duration) {
        const what = `has ${FAILURE_NAMES[failure.kind]} at ${resource.name} from ${failure.at} s on, when its ${scenario.duration} s are over`;
        return [impossibleFailure('failure-has-an-effect', scenario, failure, what)];
      }
      const reactions = reactionsOf(resource, registry);
      if (failure.kind === 'quota-cut' && !reactions.quotas.includes(failure.quota)) {
        const title = quotas.get(failure.quota)?.title ?? failure.quota;
        const what = `cuts ${quote(title)}, which a run of ${resource.name} does not draw on`;
        return [impossibleFailure('failure-has-an-effect', scenario, failure, what)];
      }
      if (reactsTo(failure.kind, reactions)) return [];
      const others = resources
        .filter((each) => reactsTo(failure.kind, reactionsOf(each, registry)))
        .slice(0, MOST_NAMED);
      const where = others.length > 0 ? `, and something at ${others.map(({ name }) => name).join(', ')}` : '';
      const what = `has ${FAILURE_NAMES[failure.kind]} at ${resource.name}, where it changes nothing${where}`;
      return [impossibleFailure('failure-has-an-effect', scenario, failure, what)];
    }),
  );
}

/** Places for a failure that a message names. */
const MOST_NAMED = 3;

const FAILURE_NAMES: Readonly<Record<Failure['kind'], string>> = {
  errors: 'errors',
  slowness: 'slowness',
  'quota-cut': 'a quota cut',
  'hot-key': 'a hot key',
  'poison-message': 'poison messages',
  'cold-start-storm': 'a cold-start storm',
  'consumer-stopped': 'a stop',
  kick: 'a load kick',
};

function impossibleFailure(
  rule: 'scenario-names-what-is-there' | 'failure-has-an-effect',
  scenario: Scenario,
  failure: Failure,
  what: string,
): Finding {
  const message = `the scenario ${scenario.name} ${what}: ${failure.at < scenario.duration ? 'name another one' : 'begin earlier'} or take the failure out`;
  const failures = scenario.failures.filter((each) => each !== failure);
  const edit = { do: 'put-scenario', scenario: { ...scenario, failures } } as const;
  return documentFinding(rule, {}, message, { remedy: { title: 'Take the failure out', edit } });
}

function assertionFindings({ assertions, resources }: ProjectDocument): Finding[] {
  const ids = new Set(resources.map(({ id }) => id));
  return assertions.flatMap((assertion) => {
    const resource = 'resource' in assertion ? assertion.resource : undefined;
    if (resource === undefined || ids.has(resource)) return [];
    const what = `the assertion ${assertion.id} speaks of ${quote(resource)}, which is not a resource of this project: name another one`;
    return [documentFinding('assertion-names-what-is-there', {}, what)];
  });
}
