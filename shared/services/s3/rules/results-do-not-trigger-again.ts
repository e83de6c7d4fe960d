import type { Connection, Resource } from '#shared/model/graph';
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
    const behind = reached(to.resource, from.resource);
    const causing = writersOf(from.resource).filter((writer) => canCause(writer, connection));
    const again = causing.find((writer) => behind.has(writer.from.resource.id));
    if (!again) return;
    const what = config.event === 'removed' ? 'removes objects' : 'writes objects';
    report(
      { connection: id, field: 'prefix' },
      `${again.from.resource.name} ${what} of ${from.resource.name} that ${to.resource.name} is told of again: keep results under a prefix of their own, or in another bucket`,
      config.event === 'created' ? apart(connection, causing, behind) : undefined,
    );
  },
};

/** Resources that work reaches from here without passing the bucket. */
function reached(start: Resource, bucket: Resource): ReadonlySet<string> {
  const seen = new Set([start.id]);
  const open = [start];
  for (let at = open.pop(); at; at = open.pop()) {
    for (const { to, kind } of at.outbound) {
      if (kind.role === 'failure' || to.resource.id === bucket.id || seen.has(to.resource.id)) continue;
      seen.add(to.resource.id);
      open.push(to.resource);
    }
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
      if (behind.has(writer.from.resource.id)) return [prefixed(writer, RESULTS)];
      return (accessOf(writer).keyPrefix ?? '').startsWith(own) ? [] : [prefixed(writer, own)];
    }),
  );
}
