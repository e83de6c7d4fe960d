import type { Refusal } from '#shared/model/connection';
import type { Terms } from '#shared/model/contract';

/** API destinations lead out of AWS here. */
export const endpointOnly = ({ outside }: Terms<'http'>): Refusal | undefined =>
  outside
    ? undefined
    : {
        why: 'calls of an API of the drawing by a pipe are not modelled',
        instead: 'have the pipe invoke the function, or start the workflow, behind the API',
        source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html',
        asOf: '2026-11-27',
      };
