/** Settings of what a pipe calls: an enrichment, and its target. */
import { z } from 'zod';
import { invocationRate, keyHeader } from '#shared/model/call-fields';
import { flag, share, size, text } from '#shared/model/field';

const TRANSFORM = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html';
const TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html';
const BATCHING = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html';
const PARAMETERS = 'https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetHttpParameters.html';
const asOf = '2026-11-27';

const input = {
  inputTemplate: text(
    {
      title: 'Input template',
      help: 'What is sent for each record; <$.body.order> stands for a field of it. Empty: the record as it is.',
      group: 'more',
      source: TRANSFORM,
      asOf,
    },
    '',
  ),
  payload: size(
    {
      title: 'Size of a record there',
      help: 'Mean size of what is sent for each record.',
      min: 0,
      max: 6 * 1_048_576,
      group: 'more',
      unset: 'as it comes',
    },
    undefined,
  ),
};

const answer = {
  answerRatio: share(
    {
      title: 'Size of the answer',
      help: 'Bytes of an enriched record as a multiple of what was sent.',
      max: 100,
      group: 'more',
      defaultFrom: 'assumption',
    },
    1,
  ),
};

const destination = { invocationRate, keyHeader };

const apiRoute = {
  route: text(
    {
      title: 'Route',
      help: 'Method and path that the pipe calls: POST /orders, or POST /orders/{id}.',
      unset: 'the API’s only route',
      source: PARAMETERS,
      asOf: '2026-11-28',
    },
    '',
  ),
  pathParameters: text(
    {
      title: 'Path parameters',
      help: 'What stands for each {…} of the path, in order and separated by commas: texts, or paths in the record, $.body.id.',
      group: 'more',
      source: PARAMETERS,
      asOf: '2026-11-28',
    },
    '',
  ),
};

const path = (title: string, help: string) =>
  text({ title, help, group: 'more', unset: 'the record’s own', source: TARGETS, asOf }, '');

export const enrichmentConfig = z.looseObject({ ...input, ...answer });
export const endpointEnrichmentConfig = z.looseObject({ ...input, ...answer, ...destination });
export const apiEnrichmentConfig = z.looseObject({ ...apiRoute, ...input, ...answer });
export const targetConfig = z.looseObject(input);
export const functionTargetConfig = z.looseObject({
  reportBatchItemFailures: flag(
    {
      title: 'Names failed records',
      help: 'The function answers with the records that failed; the others count as done.',
      defaultFrom: 'aws',
      source: BATCHING,
      asOf,
    },
    false,
  ),
  ...input,
});
export const queueTargetConfig = z.looseObject({
  messageGroup: path(
    'Message group id',
    'For a FIFO queue: a text, or a path in the record, $.body.customer. Empty: the group or partition key of the record.',
  ),
  ...input,
});
export const streamTargetConfig = z.looseObject({
  partitionKey: path(
    'Partition key',
    'A text, or a path in the record: $.body.customer. Empty: the message id, partition key or event id of the record.',
  ),
  ...input,
});
export const busTargetConfig = z.looseObject({
  eventSource: text(
    {
      title: 'Source',
      help: 'Of the events: a text, or a path in the record. Empty: EventBridge names the pipe.',
      source: TARGETS,
      asOf,
    },
    '',
  ),
  detailType: text(
    {
      title: 'Detail type',
      help: 'Of the events: a text, or a path in the record, $.eventName. Empty: EventBridge names the kind of source.',
      source: TARGETS,
      asOf,
    },
    '',
  ),
  ...input,
});
export const apiDestinationConfig = z.looseObject({ ...input, ...destination });
export const apiTargetConfig = z.looseObject({ ...apiRoute, ...input });
export const deadLetterConfig = z.looseObject({});

export type EnrichmentConfig = z.infer<typeof enrichmentConfig>;
export type TargetConfig = z.infer<typeof targetConfig>;
export type FunctionTargetConfig = z.infer<typeof functionTargetConfig>;
export type QueueTargetConfig = z.infer<typeof queueTargetConfig>;
export type StreamTargetConfig = z.infer<typeof streamTargetConfig>;
export type BusTargetConfig = z.infer<typeof busTargetConfig>;
export type ApiDestinationConfig = z.infer<typeof apiDestinationConfig>;
export type ApiCallConfig = z.infer<typeof apiTargetConfig>;
