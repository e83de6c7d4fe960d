/** Settings of a rule with one target, as a connection from a bus has them. */
import { z } from 'zod';
import { invocationRate, keyHeader } from '#shared/model/call-fields';
import { choice, count, duration, share, size, text } from '#shared/model/field';

const PATTERN = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html';
const RETRY = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html';
const TRANSFORM = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html';
const TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html';
const asOf = '2026-11-23';

const DAY = 86_400;

const target = {
  matchShare: share(
    {
      title: 'Share that matches',
      help: 'Share of the events of the bus that the rule’s pattern lets through; 1 where it matches all.',
      defaultFrom: 'assumption',
      source: PATTERN,
      asOf,
    },
    1,
  ),
  pattern: text(
    {
      title: 'Event pattern',
      help: 'As JSON, for the exported code: {"detail-type": ["OrderPlaced"]}. Empty: every event of the bus.',
      source: PATTERN,
      asOf,
    },
    '',
  ),
  rule: text(
    {
      title: 'Rule',
      help: 'Connections that name the same rule are its targets and share its pattern. Empty: a rule of its own.',
      group: 'more',
    },
    '',
  ),
  input: choice(
    {
      title: 'Input of the target',
      help: 'What the target gets of the event.',
      labels: { event: 'The whole event', detail: 'Its detail only', object: 'An object of your own' },
      group: 'more',
      defaultFrom: 'aws',
      source: TRANSFORM,
      asOf,
    },
    'event',
  ),
  inputTemplate: text(
    {
      title: 'Input object',
      help: 'As JSON; a text that begins with $. is a path in the event: {"order": "$.detail.id"}.',
      group: 'more',
      appliesWhen: { field: 'input', is: ['object'] },
      source: TRANSFORM,
      asOf,
    },
    '',
  ),
  inputSize: size(
    {
      title: 'Size of the input',
      help: 'Mean size of what the target gets.',
      min: 0,
      max: 1_048_576,
      group: 'more',
      appliesWhen: { field: 'input', is: ['detail', 'object'] },
      unset: 'as the event',
    },
    undefined,
  ),
};

const retries = {
  maximumEventAge: duration(
    {
      title: 'Maximum event age',
      help: 'For so long EventBridge tries to deliver an event.',
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

export const functionTargetConfig = z.looseObject({ ...target, ...retries });
export const busTargetConfig = z.looseObject({
  matchShare: target.matchShare,
  pattern: target.pattern,
  rule: target.rule,
});
export const queueTargetConfig = z.looseObject({
  ...target,
  messageGroup: text(
    {
      title: 'Message group id',
      help: 'For a FIFO or fair queue: one group for all that the rule sends, or a path in the event: $.detail.customer.',
      group: 'more',
      source: TARGETS,
      asOf,
    },
    'events',
  ),
  ...retries,
});
export const streamTargetConfig = z.looseObject({
  ...target,
  partitionKeyPath: text(
    {
      title: 'Partition key path',
      help: 'Path in the event: $.detail.customer. Empty: the event’s id, which spreads events evenly.',
      group: 'more',
      source: TARGETS,
      asOf,
    },
    '',
  ),
  ...retries,
});
export const apiDestinationConfig = z.looseObject({
  ...target,
  invocationRate,
  keyHeader,
  ...retries,
});
export const deadLetterConfig = z.looseObject({
  target: text(
    {
      title: 'Of the target',
      help: 'Id of the target’s connection; empty: of every target of the bus.',
      group: 'more',
    },
    '',
  ),
});

/** What every kind of target has in common. A bus behind a bus has AWS's own retries. */
export type TargetConfig = z.infer<typeof busTargetConfig> & Partial<z.infer<typeof functionTargetConfig>>;
export type QueueTargetConfig = z.infer<typeof queueTargetConfig>;
export type StreamTargetConfig = z.infer<typeof streamTargetConfig>;
export type ApiDestinationConfig = z.infer<typeof apiDestinationConfig>;
export type TargetDeadLetterConfig = z.infer<typeof deadLetterConfig>;

/** How long and how often a delivery is tried again. */
export function retryPolicy({ maximumEventAge, retryAttempts }: TargetConfig): {
  readonly maximumEventAge: number;
  readonly retryAttempts: number;
} {
  return { maximumEventAge: maximumEventAge ?? DAY, retryAttempts: retryAttempts ?? 185 };
}
