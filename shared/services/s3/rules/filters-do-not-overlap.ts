import type { ConnectionRule } from '#shared/model/rule';
import type { NotificationConfig } from '../notification-config';
import { notificationsOf, prefixesOverlap, suffixesOverlap } from '../notifications';

export const filtersDoNotOverlap: ConnectionRule<NotificationConfig, 'notify'> = {
  id: 's3/filters-do-not-overlap',
  title: 'an object is told of by one notification only',
  severity: 'error',
  category: 'semantics',
  why: 'S3 refuses notifications of one bucket that have an event type in common and whose prefixes and suffixes let the same key through. Several receivers of the same objects need a topic or an event bus between.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report) {
    const all = notificationsOf(from.resource);
    const own = all.findIndex((each) => each.id === id);
    const rival = all
      .slice(0, own)
      .find(
        (each) =>
          each.config.event === config.event &&
          prefixesOverlap(each.config.prefix, config.prefix) &&
          suffixesOverlap(each.config.suffix, config.suffix),
      );
    if (!rival) return;
    report(
      { connection: id, field: 'prefix' },
      `${to.resource.name} and ${rival.to.resource.name} would be told of the same objects of ${from.resource.name}, which S3 refuses: tell them of different prefixes or suffixes, or fan out with a topic`,
    );
  },
};
