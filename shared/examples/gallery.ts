/**
 * The examples, by what somebody wants to build: the start page and the command line list them from here. Each opens
 * with something wrong that its figures or findings show.
 */
export interface GalleryGroup {
  readonly intent: string;
  readonly examples: readonly GalleryEntry[];
}

export interface GalleryEntry {
  /** Name of its project file, without the extension. */
  readonly id: string;
  /** What it is, in the words of somebody who looks for it. */
  readonly about: string;
}

export const gallery: readonly GalleryGroup[] = [
  {
    intent: 'Answer requests',
    examples: [
      { id: 'order-pipeline', about: 'REST API, fan-out and queue workers' },
      { id: 'rest-api', about: 'Quick and slow routes on one account' },
      { id: 'usage-plans', about: 'API keys that hold clients back' },
      { id: 'web-front', about: 'A site behind caches near its readers' },
    ],
  },
  {
    intent: 'Absorb bursts, work later',
    examples: [
      { id: 'queue-worker', about: 'A queue between an API and slow work' },
      { id: 'webhook-buffer', about: 'Webhooks straight into a queue' },
      { id: 'background-jobs', about: 'An API that answers 202 and works on' },
      { id: 'scheduled-job', about: 'Jobs at set times, and 90,000 due in one minute' },
      { id: 'upload-pipeline', about: 'Uploads to a bucket, resized by a queue’s worker' },
    ],
  },
  {
    intent: 'Tell several services',
    examples: [
      { id: 'event-fan-out', about: 'A topic with a queue for each consumer' },
      { id: 'order-events', about: 'An event bus that routes by content' },
      { id: 'order-outbox', about: 'Changes of a table, enriched by a pipe and told to a bus' },
      { id: 'crm-sync', about: 'Salesforce into a data lake and an event bus' },
      { id: 'partner-apis', about: 'Somebody else’s APIs, with limits of their own' },
      { id: 'async-fan-out', about: 'Functions that a topic calls, failures kept' },
      { id: 'live-scores', about: 'News pushed over WebSocket connections, and a rush to connect' },
    ],
  },
  {
    intent: 'Do several things in turn',
    examples: [
      { id: 'order-saga', about: 'An order’s steps, undone when one of them fails' },
      { id: 'order-approval', about: 'Steps at once, for each item, and a wait for somebody' },
    ],
  },
  {
    intent: 'Keep order',
    examples: [
      { id: 'fifo-billing', about: 'Order per customer, with FIFO limits' },
      { id: 'ordered-events', about: 'A FIFO topic and its message groups' },
    ],
  },
  {
    intent: 'Keep state',
    examples: [{ id: 'live-voting', about: 'A counter in one item of a table, and its stream' }],
  },
  {
    intent: 'Read streams',
    examples: [
      { id: 'click-analytics', about: 'Clicks into a bucket by Firehose, cleaned on the way' },
      { id: 'clickstream', about: 'Ordered stream for several readers' },
      { id: 'telemetry', about: 'Device readings, shards and poison records' },
    ],
  },
];

/** In the gallery's order. */
export const exampleIds: readonly string[] = gallery.flatMap(({ examples }) => examples.map(({ id }) => id));
