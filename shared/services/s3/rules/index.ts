/** The rules of this service, one a file. */
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { BucketConfig } from '../config';
import type { NotificationConfig } from '../notification-config';
import { earlierVersionsEnd } from './earlier-versions-end';
import { filtersDoNotOverlap } from './filters-do-not-overlap';
import { notificationsCome } from './notifications-come';
import { notificationsFitTheBucket } from './notifications-fit-the-bucket';
import { objectSizeIsKnown } from './object-size-is-known';
import { queueTakesNotifications } from './queue-takes-notifications';
import { replacedObjectsCanBeRestored } from './replaced-objects-can-be-restored';
import { resultsDoNotTriggerAgain } from './results-do-not-trigger-again';
import { storedDataIsCounted } from './stored-data-is-counted';

export const rules: readonly ResourceRule<BucketConfig>[] = [
  earlierVersionsEnd,
  notificationsFitTheBucket,
  objectSizeIsKnown,
  replacedObjectsCanBeRestored,
  storedDataIsCounted,
];

const notificationRules: readonly ConnectionRule<NotificationConfig, 'notify'>[] = [
  filtersDoNotOverlap,
  notificationsCome,
  resultsDoNotTriggerAgain,
];

export const functionNotificationRules: readonly ConnectionRule<NotificationConfig, 'notify', 'invoke'>[] =
  notificationRules;

export const queueNotificationRules: readonly ConnectionRule<NotificationConfig, 'notify', 'enqueue'>[] = [
  ...notificationRules,
  queueTakesNotifications,
];

export const topicNotificationRules: readonly ConnectionRule<NotificationConfig, 'notify', 'publish'>[] =
  notificationRules;
