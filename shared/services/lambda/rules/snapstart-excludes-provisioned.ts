import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';

export const snapstartExcludesProvisioned: ResourceRule<FunctionConfig> = {
  id: 'lambda/snapstart-excludes-provisioned',
  title: 'SnapStart and provisioned concurrency are not used together',
  severity: 'error',
  category: 'limits',
  why: 'Both shorten cold starts, one by a snapshot and one by environments that are kept ready. Lambda allows one of them for a version.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html',
  asOf: '2026-11-23',
  check({ id, name, config: { snapStart, provisionedConcurrency } }, report) {
    if (!snapStart || provisionedConcurrency === undefined) return;
    report(
      { resource: id, field: 'snapStart' },
      `${name} has SnapStart and ${short(provisionedConcurrency)} provisioned environments, but Lambda allows one of the two: turn SnapStart off, or provision none`,
      set('Turn SnapStart off', { resource: id }, 'snapStart', false),
    );
  },
};
