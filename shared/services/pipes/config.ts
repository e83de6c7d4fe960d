import { z } from 'zod';
import { choice, duration } from '#shared/model/field';

const LOGS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html';
const asOf = '2026-11-27';

export const config = z.looseObject({
  furtherTime: duration(
    {
      title: 'Time beside its calls',
      help: 'Mean time of an execution beside its enrichment and a target that it waits for: AWS promises none.',
      min: 0.001,
      max: 60,
      defaultFrom: 'assumption',
    },
    0.05,
  ),
  log: choice(
    {
      title: 'Log',
      help: 'What CloudWatch Logs gets of the executions. Their payloads are left out.',
      labels: { ERROR: 'Failed executions', OFF: 'Nothing' },
      group: 'more',
      defaultFrom: 'assumption',
      source: LOGS,
      asOf,
    },
    'ERROR',
  ),
});

export type PipeConfig = z.infer<typeof config>;
