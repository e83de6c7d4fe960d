import type { ConnectionRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import { set } from '#shared/model/remedy';
import type { NotificationConfig } from '../notification-config';
import { accessOf, canCause, writersOf } from '../notifications';

export const notificationsCome: ConnectionRule<NotificationConfig, 'notify'> = {
  id: 's3/notifications-come',
  title: 'something drawn causes each notification',
  severity: 'warning',
  category: 'semantics',
  why: 'A filter that fits none of the keys that are written, or an event type that nobody causes, is accepted by S3 and tells of nothing: the receiver waits for ever, without an error anywhere.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, from, to } = connection;
    const writers = writersOf(from.resource);
    if (writers.length === 0 || writers.some((writer) => canCause(writer, connection))) return;
    const wanted = config.event === 'removed';
    const right = writers.filter((writer) => (accessOf(writer).removes ?? false) === wanted);
    if (right.length === 0) {
      report(
        { connection: id, field: 'event' },
        `${to.resource.name} is told of ${wanted ? 'removed' : 'created'} objects of ${from.resource.name}, but nothing drawn ${wanted ? 'removes' : 'creates'} any: it gets nothing`,
        set(
          `Tell of ${wanted ? 'created' : 'removed'} objects`,
          { connection: id },
          'event',
          wanted ? 'created' : 'removed',
        ),
      );
      return;
    }
    const prefixes = [...new Set(right.map((writer) => accessOf(writer).keyPrefix ?? ''))];
    const [only = ''] = prefixes;
    report(
      { connection: id, field: 'prefix' },
      `${to.resource.name} is told of objects under ${config.prefix}, but the keys of ${from.resource.name} begin with ${listed(prefixes, 5)}: it gets nothing`,
      prefixes.length === 1 ? set(`Tell of objects under ${only}`, { connection: id }, 'prefix', only) : undefined,
    );
  },
};
