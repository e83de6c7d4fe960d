import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';

/** The default, and the most with SnapStart. */
const MOST = 512;

export const snapstartExcludesLargeStorage: ResourceRule<FunctionConfig> = {
  id: 'lambda/snapstart-excludes-large-storage',
  title: 'a function with SnapStart has no more than 512 MB of ephemeral storage',
  severity: 'error',
  category: 'limits',
  why: 'The snapshot does not hold a larger /tmp: Lambda refuses SnapStart with more than 512 MB of ephemeral storage.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html',
  asOf: '2026-11-23',
  check({ id, name, config: { snapStart, ephemeralStorage } }, report) {
    if (!snapStart || ephemeralStorage <= MOST) return;
    report(
      { resource: id, field: 'ephemeralStorage' },
      `${name} has SnapStart and ${short(ephemeralStorage)} MB of ephemeral storage, but SnapStart allows ${MOST} MB: lower the storage, or turn SnapStart off`,
      set(`Set ephemeral storage to ${MOST} MB`, { resource: id }, 'ephemeralStorage', MOST),
    );
  },
};
