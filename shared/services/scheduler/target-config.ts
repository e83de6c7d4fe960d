/** Settings of a schedule's one target, as a connection from schedules has them. */
import { z } from 'zod';
import { count, duration, size, text } from '#shared/model/field';

const TEMPLATED = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html';
const QUOTAS = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html';
const RETRY = 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html';
const asOf = '2026-11-23';

const DAY = 86_400;

const target = {
  input: text(
    {
      title: 'Input',
      help: 'What the target gets, as a JSON object: {"report": "daily"}. The export adds the schedule and the time for which it was due, a key by which code tells a repetition.',
      source: TEMPLATED,
      asOf,
    },
    '',
  ),
  inputSize: size(
    {
      title: 'Size of the input',
      min: 1,
      max: 262_144,
      group: 'more',
      defaultFrom: 'assumption',
      source: QUOTAS,
      asOf,
    },
    256,
  ),
};

const retries = {
  maximumEventAge: duration(
    {
      title: 'Maximum event age',
      help: 'For so long EventBridge Scheduler tries to invoke the target.',
      min: 60,
      max: DAY,
      whole: true,
      group: 'more',
      defaultFrom: 'aws',
      source: RETRY,
      asOf,
    },
    DAY,
  ),
  retryAttempts: count(
    {
      title: 'Retry attempts',
      help: 'Retries after the first attempt.',
      min: 0,
      max: 185,
      group: 'more',
      defaultFrom: 'aws',
      source: RETRY,
      asOf,
    },
    185,
  ),
};

export const targetConfig = z.looseObject({ ...target, ...retries });
/** What is started takes no input but its name. */
export const runTargetConfig = z.looseObject({ inputSize: target.inputSize, ...retries });
export const queueTargetConfig = z.looseObject({
  ...target,
  messageGroup: text(
    {
      title: 'Message group id',
      help: 'For a FIFO queue: one group for all that a schedule sends.',
      group: 'more',
      source: TEMPLATED,
      asOf,
    },
    'schedules',
  ),
  ...retries,
});
export const streamTargetConfig = z.looseObject({
  ...target,
  partitionKey: text(
    {
      title: 'Partition key',
      help: 'One key for all that a schedule sends: its records are in one shard.',
      source: TEMPLATED,
      asOf,
    },
    'schedules',
  ),
  ...retries,
});
export const busTargetConfig = z.looseObject({
  ...target,
  source: text({ title: 'Source', help: 'The source field of the event.', source: TEMPLATED, asOf }, 'schedules'),
  detailType: text(
    { title: 'Detail type', help: 'The detail-type field of the event.', source: TEMPLATED, asOf },
    'ScheduleDue',
  ),
  ...retries,
});
export const deadLetterConfig = z.looseObject({
  target: text(
    {
      title: 'Of the target',
      help: 'Id of the target’s connection; empty: of every target of these schedules.',
      group: 'more',
    },
    '',
  ),
});

export type RunTargetConfig = z.infer<typeof runTargetConfig>;
/** What every kind of target has in common. */
export type TargetConfig = z.infer<typeof targetConfig>;
export type QueueTargetConfig = z.infer<typeof queueTargetConfig>;
export type StreamTargetConfig = z.infer<typeof streamTargetConfig>;
export type BusTargetConfig = z.infer<typeof busTargetConfig>;
export type TargetDeadLetterConfig = z.infer<typeof deadLetterConfig>;

/** The input as it is written; empty text is the empty object. Undefined where it is not a JSON object. */
export function readInput(written: string): Readonly<Record<string, unknown>> | undefined {
  if (written.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(written);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    // Not JSON at all.
    return undefined;
  }
}
