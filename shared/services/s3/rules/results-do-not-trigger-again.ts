import type { Connection } from '#shared/model/graph';
import { onward } from '#shared/model/passage';
import { setting, together } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { NotificationConfig } from '../notification-config';
import { accessOf, canCause, type Notification, writersOf } from '../notifications';

/** What the remedy calls the two prefixes. */
const RESULTS = 'results/';
const UPLOADS = 'uploads/';

export const resultsDoNotTriggerAgain: ConnectionRule<NotificationConfig, 'notify'> = {
  id: 's3/results-do-not-trigger-again',
  title: 'code that a notification starts does not cause it again',
  severity: 'warning',
  category: 'semantics',
  why: 'Code that writes its results to the bucket that started it starts itself again with each of them. Lambda stops such a loop through S3, SQS and SNS after about 16 passes, unless recursion is allowed or the SDK is too old; until then each object is worked on and paid for as often. Two prefixes, or two buckets, keep the results apart.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, from, to } = connection;
    const behind = travelled(connection);
    const causing = writersOf(from.resource).filter((writer) => canCause(writer, connection));
    const again = causing.find((writer) => behind.has(writer.id));
    if (!again) return;
    const what = config.event === 'removed' ? 'removes objects' : 'writes objects';
    report(
      { connection: id, field: 'prefix' },
      `${again.from.resource.name} ${what} of ${from.resource.name} that ${to.resource.name} is told of again: keep results under a prefix of their own, or in another bucket`,
      config.event === 'created' ? apart(connection, causing, behind) : undefined,
    );
  },
};

/** Connections that work of a notification travels until it is back at the bucket. */
function travelled(notification: Notification): ReadonlySet<string> {
  const bucket = notification.from.resource.id;
  const seen = new Set<string>();
  const open = [notification as unknown as Connection];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.kind.role === 'failure' || seen.has(at.id)) continue;
    seen.add(at.id);
    if (at.to.resource.id !== bucket) open.push(...onward(at));
  }
  return seen;
}

/** Results go under one prefix; where the notification has none yet, what others write goes under another. */
function apart(notification: Notification, causing: readonly Connection[], behind: ReadonlySet<string>) {
  const { id, config } = notification;
  const own = config.prefix === '' ? UPLOADS : config.prefix;
  if (RESULTS.startsWith(own) || own.startsWith(RESULTS)) return undefined;
  const prefixed = (writer: Connection, prefix: string) => setting({ connection: writer.id }, 'keyPrefix', prefix);
  return together(
    `Write results under ${RESULTS} and tell of objects under ${own}`,
    ...(config.prefix === '' ? [setting({ connection: id }, 'prefix', own)] : []),
    ...causing.flatMap((writer) => {
      if (!('keyPrefix' in writer.config)) return [];
      if (behind.has(writer.id)) return [prefixed(writer, RESULTS)];
      return (accessOf(writer).keyPrefix ?? '').startsWith(own) ? [] : [prefixed(writer, own)];
    }),
  );
}
