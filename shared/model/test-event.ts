/**
 * What S3 sends to a queue or topic when a notification is set up: a message without an object, which code that expects
 * one would fail on until it is a dead letter. Functions and event buses get none.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html (2026-11-23).
 */
import type { Language } from './cdk';
import type { Code } from './code';
import type { Resource } from './graph';

/** Whether messages of this queue or topic may be test events as they are, not wrapped in a notification. */
export function carriesTestEvents({ inbound }: Resource): boolean {
  return inbound.some(
    ({ from, to, config }) =>
      to.contract !== 'invoke' &&
      (from.contract === 'notify' || (config['rawDelivery'] === true && carriesTestEvents(from.resource))),
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
