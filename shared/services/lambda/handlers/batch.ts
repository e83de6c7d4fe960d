/** What the code that takes batches from an event source mapping has to know of them, in either language. */
import type { Language, WorkCode } from '#shared/model/cdk';
import type { Code } from '#shared/model/code';
import { comesInEnvelopes, UNWRAPPED, type Unwrapping } from '#shared/model/envelope';
import type { Connection } from '#shared/model/graph';
import { isIdentified, onRepeats } from '#shared/model/repeated-work';
import { type BucketMessages, bucketMessages, carriesTestEvents } from '#shared/model/test-event';

export interface Batch extends WorkCode {
  readonly sources: string;
  /** Only if all mappings say so: to a mapping that does not, a returned failure means success, and the message is lost. */
  readonly reportsItemFailures: boolean;
  readonly fifo: boolean;
  /** Whether a bucket’s test event may be among the messages. */
  readonly carriesTestEvents: boolean;
  readonly bucket: BucketMessages;
  /** How the envelope of a topic is taken off; undefined where none comes. */
  readonly unwrapping: Unwrapping | undefined;
  readonly duplicates: string;
  readonly giveUp: string;
}

export function batchOf(connections: readonly Connection[], work: WorkCode, language: Language): Batch {
  const mayBeTest = connections.some(({ from }) => carriesTestEvents(from.resource));
  return {
    ...work,
    sources: connections.map(({ from }) => from.resource.name).join(', '),
    reportsItemFailures: connections.every(({ config }) => config['reportBatchItemFailures'] === true),
    fifo: connections.some(({ from }) => 'fifo' in from.terms && from.terms.fifo),
    carriesTestEvents: mayBeTest,
    unwrapping: connections.some(({ from }) => comesInEnvelopes(from.resource)) ? UNWRAPPED[language] : undefined,
    bucket: bucketMessages(mayBeTest, isIdentified(work), language),
    duplicates: onRepeats('It', work),
    giveUp: [...new Set(connections.map(whenItFails))].join(' '),
  };
}

export const commonOf = ({ bucket, unwrapping }: Batch): readonly Code[] => [
  ...(unwrapping ? [unwrapping.declaration] : []),
  ...bucket.declarations,
];

export const parsed = ({ unwrapping }: Batch, body: Code): Code => (unwrapping ? `${unwrapping.name}(${body})` : body);

/** What becomes of work that fails for good, as the connection kind states it. */
function whenItFails(connection: Connection): string {
  const text = connection.kind.behaviour(connection).onFailure;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
