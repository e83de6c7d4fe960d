import { z } from 'zod';
import { choice, count, duration, flag, size } from '#shared/model/field';
import { LONGEST_STANDARD } from './quotas';

const TYPES = 'https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html';
const PRICING = 'https://aws.amazon.com/step-functions/pricing/';
const asOf = '2026-11-23';

export const config = z.looseObject({
  type: choice(
    {
      title: 'Type',
      help: 'Standard runs each execution once, for up to a year, and is paid by state transition. Express runs at most five minutes and is paid by request and duration.',
      labels: { standard: 'Standard', express: 'Express' },
      defaultFrom: 'aws',
      source: TYPES,
      asOf,
    },
    'standard',
  ),
  furtherTransitions: count(
    {
      title: 'Further state transitions',
      help: 'Of one execution, beside those that the drawing has: choices of your own, waits, passes. Each attempt of a task is counted already.',
      min: 0,
      max: 20_000,
      defaultFrom: 'assumption',
      source: PRICING,
      asOf,
    },
    0,
  ),
  furtherTime: duration(
    {
      title: 'Time beside the tasks',
      help: 'Mean time that an execution spends in wait states and between states. AWS promises none: measure ExecutionTime.',
      min: 0,
      max: LONGEST_STANDARD,
      defaultFrom: 'assumption',
    },
    0.1,
  ),
  memory: count(
    {
      title: 'Memory of an execution',
      unit: 'MB',
      help: 'As AWS bills it, in steps of 64 MB. It grows with the payload, the definition and branches at once.',
      min: 1,
      max: 10_240,
      group: 'more',
      appliesWhen: { field: 'type', is: ['express'] },
      defaultFrom: 'assumption',
      source: PRICING,
      asOf,
    },
    64,
  ),
  logBytes: size(
    {
      title: 'Log output',
      help: 'Mean bytes that an execution writes to CloudWatch Logs; 0 writes none. Express executions leave no other history.',
      min: 0,
      max: 10_485_760,
      group: 'more',
      defaultFrom: 'assumption',
    },
    2000,
  ),
  tracing: flag({ title: 'X-Ray tracing', group: 'more', defaultFrom: 'assumption' }, false),
});

export type StateMachineConfig = z.infer<typeof config>;
