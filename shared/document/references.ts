/** What the document names beside its drawing: quotas of the account, resources of scenarios and assertions. */
import { figure } from '#shared/model/figures';
import type { Finding } from '#shared/model/finding';
import type { Registry } from '#shared/model/service';
import { nearest } from './nearest';
import { quote } from './say';
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
    if (!quota) {
      const meant = nearest(id, [...quotas.keys()]);
      const hint = meant ? `perhaps ${meant} is meant` : 'take it out';
      return [
        warning('quota-is-known', `no service has a quota ${quote(id)}, so its value counts for nothing: ${hint}`, id),
      ];
    }
    const limit = quota.byRegion?.[account.region] ?? quota.value;
    if (quota.adjustable || value <= limit) return [];
    const what = `AWS does not raise ${quota.title} beyond ${figure(limit)}, and this account states ${figure(value)}: take it out`;
    const finding = warning('quota-is-adjustable', what, id);
    return [{ ...finding, source: quota.source, asOf: quota.asOf }];
  });
}

function scenarioFindings({ scenarios, resources }: ProjectDocument, registry: Registry): Finding[] {
  const ids = new Set(resources.map(({ id }) => id));
  const quotas = new Set(registry.flatMap((service) => service.quotas).map(({ id }) => id));
  return scenarios.flatMap(({ name, failures }) =>
    failures.flatMap((failure) => {
      if (!ids.has(failure.resource)) {
        const what = `the scenario ${name} lets ${quote(failure.resource)} fail, which is not a resource of this project`;
        return [warning('scenario-names-what-is-there', `${what}: name another one or take the failure out`)];
      }
      if (failure.kind !== 'quota-cut' || quotas.has(failure.quota)) return [];
      const what = `the scenario ${name} cuts the quota ${quote(failure.quota)}, which no service has: name another one`;
      return [warning('scenario-names-what-is-there', what)];
    }),
  );
}

function assertionFindings({ assertions, resources }: ProjectDocument): Finding[] {
  const ids = new Set(resources.map(({ id }) => id));
  return assertions.flatMap((assertion) => {
    const resource = 'resource' in assertion ? assertion.resource : undefined;
    if (resource === undefined || ids.has(resource)) return [];
    const what = `the assertion ${assertion.id} speaks of ${quote(resource)}, which is not a resource of this project: name another one`;
    return [{ ...warning('assertion-names-what-is-there', what), severity: 'error' }];
  });
}

function warning(rule: string, message: string, field?: string): Finding {
  const at = field === undefined ? {} : { field };
  return { rule: `document/${rule}`, owner: 'document', severity: 'warning', at, message };
}
