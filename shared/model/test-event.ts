/**
 * What S3 sends to a queue or topic when a notification is set up: a message without an object, which code that expects
 * one would fail on until it is a dead letter. Functions and event buses get none.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html (2026-11-23).
 */
import type { Language } from './cdk';
import type { Code } from './code';
import type { Resource } from './graph';

/** Whether messages of this queue or topic may be test events, in the envelope of a topic or out of it. */
export function carriesTestEvents({ inbound }: Resource): boolean {
  return inbound.some(
    ({ from, to }) =>
      to.contract !== 'invoke' &&
      (from.contract === 'notify' || (from.contract === 'deliver' && carriesTestEvents(from.resource))),
  );
}

interface TestEventCode {
  /** The function that tells one. */
  readonly declaration: Code;
  /** With `message` in scope. */
  readonly condition: Code;
}

export const TEST_EVENT: Readonly<Record<Language, TestEventCode>> = {
  typescript: {
    declaration: `
/** What S3 says when the notification is set up: there is no object to it. */
const isTestEvent = (message: unknown): boolean =>
  (message as { readonly Event?: unknown } | null)?.Event === 's3:TestEvent';`,
    condition: 'isTestEvent(message)',
  },
  python: {
    declaration: `
def is_test_event(message):
    """What S3 says when the notification is set up: there is no object to it."""
    return isinstance(message, dict) and message.get("Event") == "s3:TestEvent"`,
    condition: 'is_test_event(message)',
  },
};

/** A notification of an object may come in two messages with ids of their own: the key and the sequencer tell it. */
const NOTICE_ID: Readonly<Record<Language, Code>> = {
  typescript: `
/** What tells a bucket's notification from all others: it may come in two messages, each with an id of its own. */
const noticeIdOf = (message: unknown): string | undefined => {
  const { Records } = (message ?? {}) as { readonly Records?: readonly { readonly s3?: Notice }[] };
  const told = Records?.[0]?.s3;
  return told && \`\${told.bucket.name}/\${told.object.key} \${told.object.sequencer}\`;
};

interface Notice {
  readonly bucket: { readonly name: string };
  readonly object: { readonly key: string; readonly sequencer: string };
}`,
  python: `
def notice_id_of(message):
    """What tells a bucket's notification from all others: it may come in two messages, each with an id of its own."""
    for record in message.get("Records", []) if isinstance(message, dict) else []:
        # Under the name of its source: aws:s3.
        told = record[record["eventSource"].split(":")[-1]]
        return f"{told['bucket']['name']}/{told['object']['key']} {told['object'].get('sequencer')}"
    return None`,
};

/** What handlers of messages that a bucket may have caused need beside the others. */
export interface BucketMessages {
  readonly declarations: readonly Code[];
  /** What tells a message from all others. @param id what does so for messages that no bucket caused */
  workId(id: Code): Code;
}

/** @param isIdentified whether the code looks at what tells a message from all others */
export function bucketMessages(isCarrier: boolean, isIdentified: boolean, language: Language): BucketMessages {
  if (!isCarrier) return { declarations: [], workId: (id) => id };
  const test = TEST_EVENT[language].declaration;
  if (!isIdentified) return { declarations: [test], workId: (id) => id };
  return {
    declarations: [test, NOTICE_ID[language]],
    workId: (id) => (language === 'python' ? `notice_id_of(message) or ${id}` : `noticeIdOf(message) ?? ${id}`),
  };
}
