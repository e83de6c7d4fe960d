import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { FunctionConfig } from '../config';

/** Java 11, Python 3.12 and .NET 8, each with its later versions. */
const SUPPORTED = /^(java|python|dotnet)/;

export const snapstartIsSupported: ResourceRule<FunctionConfig> = {
  id: 'lambda/snapstart-is-supported',
  title: 'SnapStart is used with a runtime that has it',
  severity: 'error',
  category: 'limits',
  why: 'SnapStart takes snapshots of Java, Python and .NET runtimes. Lambda refuses it for Node.js, Ruby and the OS-only runtimes.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html',
  asOf: '2026-11-23',
  check({ id, config: { snapStart, runtime } }, report) {
    if (!snapStart || SUPPORTED.test(runtime)) return;
    report(
      { resource: id, field: 'snapStart' },
      `SnapStart does not exist for ${runtime}: turn it off, and use provisioned concurrency if nobody may wait for a cold start`,
      set('Turn SnapStart off', { resource: id }, 'snapStart', false),
    );
  },
};
