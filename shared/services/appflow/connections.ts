/** Where a flow writes to and reads from, and the events by which it tells of its runs. */
import { z } from 'zod';
import { type Behaviour, type ConnectionKind, defineConnection } from '#shared/model/connection';
import { bucketDestinationConfig, bucketSourceConfig, statusConfig } from './destination-config';
import { bucketSourceRules, busDestinationRules } from './rules/index';
import { wiring } from './wiring';

const BUS = 'https://docs.aws.amazon.com/appflow/latest/userguide/EventBridge.html';
const NOTIFICATIONS = 'https://docs.aws.amazon.com/appflow/latest/userguide/flow-notifications.html';
const BUCKETS = 'https://docs.aws.amazon.com/appflow/latest/userguide/s3.html';
const asOf = '2026-11-23';

/** What does not depend on the destination. */
function moved(rest: Pick<Behaviour, 'mechanism' | 'permission'> & Partial<Behaviour>): Behaviour {
  return {
    retriedBy: 'service',
    delivery: 'at least once',
    ordering: 'none',
    onThrottle: 'AppFlow tries again within the run',
    onFailure:
      'the run fails; the next one of a schedule reads the records again, and AppFlow deactivates a flow that goes on failing',
    ...rest,
  };
}

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'appflow/bucket-destination',
    title: 'Destination',
    from: 'transfer',
    to: 'keep-objects',
    invocation: 'asynchronous',
    role: 'work',
    config: bucketDestinationConfig,
    summary: 'Each run writes its records to the bucket as files.',
    behaviour: () =>
      moved({
        mechanism: 'S3 destination of the flow',
        permission: 'bucket policy that lets appflow.amazonaws.com write, for this account',
      }),
    accesses: ({ keyPrefix }) => ({ does: 'write', consistency: 'strong', keyPrefix }),
    badge: ({ filesPerRun }) => (filesPerRun === 1 ? undefined : `${filesPerRun} files a run`),
    rules: [],
    cdk: wiring.bucketDestination,
  }),
  defineConnection({
    id: 'appflow/bucket-source',
    title: 'Source',
    from: 'transfer',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: bucketSourceConfig,
    summary: 'Each run reads the files in a folder of the bucket.',
    refuses: ({ fromBucket }) =>
      fromBucket
        ? undefined
        : {
            why: 'the flow reads another source than S3',
            instead: 'choose Amazon S3 as its source',
            source: BUCKETS,
            asOf,
          },
    behaviour: () =>
      moved({
        mechanism: 'S3 source of the flow',
        permission: 'bucket policy that lets appflow.amazonaws.com list and read, for this account',
      }),
    accesses: () => ({ does: 'read', consistency: 'strong' }),
    rules: bucketSourceRules,
    cdk: wiring.bucketSource,
  }),
  defineConnection({
    id: 'appflow/bus-destination',
    title: 'Destination',
    from: 'transfer',
    to: 'put-events',
    invocation: 'asynchronous',
    role: 'work',
    config: z.looseObject({}),
    summary: 'Each change event of Salesforce becomes an event of a partner event bus.',
    refuses: (_from, { partnerSource }) =>
      partnerSource === undefined
        ? {
            why: 'AppFlow writes events to a partner event bus only',
            instead: 'make this a partner event bus, or take the events of the flow’s runs from the default bus',
            source: BUS,
            asOf,
          }
        : undefined,
    behaviour: () =>
      moved({
        mechanism: 'EventBridge destination of the flow',
        delivery: 'at most once',
        onThrottle: 'beyond the buffer of Salesforce’s channel events may be dropped',
        permission: 'none: the partner event source is associated with the bus',
      }),
    rules: busDestinationRules,
    cdk: wiring.busDestination,
  }),
  defineConnection({
    id: 'appflow/status-events',
    title: 'Events of its runs',
    from: 'transfer',
    to: 'put-events',
    invocation: 'asynchronous',
    role: 'work',
    config: statusConfig,
    summary: 'The start and the end of each run are events of the default bus, which cost nothing.',
    refuses: (_from, { takesServiceEvents }) =>
      takesServiceEvents
        ? undefined
        : {
            why: 'AppFlow tells of its runs on the default bus of the account only',
            instead: 'make this bus the default one, or have a rule of the default bus send to it',
            source: NOTIFICATIONS,
            asOf,
          },
    behaviour: () => ({
      mechanism: 'events of an AWS service on the default bus',
      retriedBy: 'service',
      delivery: 'at most once',
      ordering: 'none',
      onThrottle: 'nothing is refused: events of services count against no quota of PutEvents',
      onFailure: 'AppFlow sends them by best effort: one may be missing',
      permission: 'none: they are sent anyway',
    }),
    rules: [],
    cdk: wiring.statusEvents,
  }),
];
