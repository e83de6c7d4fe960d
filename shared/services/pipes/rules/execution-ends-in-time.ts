import type { ResourceRule } from '#shared/model/rule';
import { listed, short } from '#shared/model/wording';
import type { PipeConfig } from '../config';
import { waitedFor } from '../waits';

export const executionEndsInTime: ResourceRule<PipeConfig> = {
  id: 'pipes/execution-ends-in-time',
  title: 'the enrichment and a target that is waited for end within five minutes together',
  severity: 'warning',
  category: 'semantics',
  why: 'AWS cuts an execution off after five minutes, enrichment and target together. The batch has failed then and is tried again, while the function that was cut off works on.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html',
  asOf: '2026-11-27',
  check(pipe, report, { quota }) {
    const longest = quota('pipes/execution-time');
    const waits = waitedFor(pipe, quota);
    const most = waits.reduce((sum, { seconds }) => sum + seconds, 0);
    if (most <= longest) return;
    report(
      { resource: pipe.id },
      `${listed(waits.map(({ name, seconds }) => `${name} may take ${short(seconds)} s`))}, but ${pipe.name} cuts an execution off after ${short(longest)} s: shorten the timeout, or let the target run on its own`,
    );
  },
};
