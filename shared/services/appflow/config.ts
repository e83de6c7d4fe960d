import { z } from 'zod';
import { choice, count, duration, flag, rate, share, size, text } from '#shared/model/field';
import { CONNECTORS, SINKS } from './connectors';

const TRIGGERS = 'https://docs.aws.amazon.com/appflow/latest/userguide/flow-triggers.html';
const QUOTAS = 'https://docs.aws.amazon.com/appflow/latest/userguide/service-quotas.html';
const FLOWS = 'https://docs.aws.amazon.com/appflow/latest/userguide/flows.html';
const asOf = '2026-11-23';

const titles = <const T extends Readonly<Record<string, { readonly title: string }>>>(all: T) =>
  Object.fromEntries(Object.entries(all).map(([id, { title }]) => [id, title])) as Readonly<Record<keyof T, string>>;

export const config = z.looseObject({
  source: choice(
    { title: 'Source', labels: titles(CONNECTORS), defaultFrom: 'assumption', source: QUOTAS, asOf },
    'salesforce',
  ),
  object: text(
    {
      title: 'Object',
      help: 'What is read there: Account, an event such as AccountChangeEvent, a table.',
      appliesWhen: { field: 'source', is: Object.keys(CONNECTORS).filter((id) => id !== 's3') },
      defaultFrom: 'assumption',
    },
    'Account',
  ),
  trigger: choice(
    {
      title: 'Trigger',
      help: 'Events only of a source that tells of its changes, as Salesforce does: AWS lists none of the others.',
      labels: { schedule: 'By schedule', event: 'On events of the source', 'on-demand': 'On demand' },
      defaultFrom: 'assumption',
      source: TRIGGERS,
      asOf,
    },
    'schedule',
  ),
  every: duration(
    {
      title: 'Every',
      help: 'In whole minutes; each source states how often it may be asked.',
      min: 60,
      max: 31_536_000,
      appliesWhen: { field: 'trigger', is: ['schedule'] },
      defaultFrom: 'assumption',
      source: QUOTAS,
      asOf,
    },
    3600,
  ),
  pull: choice(
    {
      title: 'Transfer',
      help: 'Incremental: what was added or changed since the last successful run. Full: every record in each run.',
      labels: { incremental: 'Incremental', full: 'Full' },
      appliesWhen: { field: 'trigger', is: ['schedule'] },
      defaultFrom: 'assumption',
      source: TRIGGERS,
      asOf,
    },
    'incremental',
  ),
  changes: rate(
    {
      title: 'Changes',
      help: 'Records added or changed at the source, a second. The load dial multiplies them.',
      min: 0,
      max: 1_000_000,
      appliesWhen: { field: 'trigger', is: ['schedule', 'event'] },
      defaultFrom: 'assumption',
    },
    1,
  ),
  records: count(
    {
      title: 'Records',
      help: 'What a full transfer, or a run on demand, reads.',
      min: 0,
      max: 1_000_000_000,
      defaultFrom: 'assumption',
    },
    10_000,
  ),
  recordSize: size(
    { title: 'Record size', help: 'Mean, as the source gives it.', min: 1, max: 10_485_760, defaultFrom: 'assumption' },
    1024,
  ),
  filterShare: share(
    {
      title: 'Share that passes the filter',
      help: 'Records that the filter leaves out are read and charged, and not written.',
      defaultFrom: 'assumption',
      source: FLOWS,
      asOf,
    },
    1,
  ),
  validation: choice(
    {
      title: 'Validation',
      help: 'What becomes of a record that a validation finds wrong. One that ends the run takes the valid ones with it: the more a run reads, the fewer get through.',
      labels: { none: 'None', drop: 'Leave the record out', end: 'End the run' },
      defaultFrom: 'assumption',
      source: FLOWS,
      asOf,
    },
    'none',
  ),
  invalidShare: share(
    {
      title: 'Invalid records',
      help: 'Share of the records that pass the filter, each for itself: where they come together, fewer runs end.',
      appliesWhen: { field: 'validation', is: ['drop', 'end'] },
      defaultFrom: 'assumption',
    },
    0,
  ),
  keptShare: share(
    {
      title: 'Bytes kept',
      help: 'Share of a record that mapping, truncating and masking leave.',
      group: 'more',
      defaultFrom: 'assumption',
      source: FLOWS,
      asOf,
    },
    1,
  ),
  fields: text(
    { title: 'Mapped fields', help: 'Id, Name, Email. Empty: all, each under its own name.', group: 'more' },
    '',
  ),
  maskedFields: text(
    { title: 'Masked fields', help: 'Their values become asterisks.', group: 'more', source: FLOWS, asOf },
    '',
  ),
  requiredFields: text(
    {
      title: 'Required fields',
      help: 'A record in which one of them is empty is invalid.',
      group: 'more',
      appliesWhen: { field: 'validation', is: ['drop', 'end'] },
    },
    '',
  ),
  sink: choice(
    {
      title: 'Destination that is not drawn',
      help: 'Buckets and event buses are drawn instead.',
      labels: { none: 'None', ...titles(SINKS) },
      source: 'https://docs.aws.amazon.com/appflow/latest/userguide/what-is-appflow.html',
      asOf,
    },
    'none',
  ),
  sinkObject: text(
    {
      title: 'Object there',
      help: 'public.account of a warehouse, or the object that is written.',
      appliesWhen: { field: 'sink', is: Object.keys(SINKS) },
    },
    '',
  ),
  sinkInAws: flag(
    {
      title: 'Hosted on AWS or reached by PrivateLink',
      help: 'Data to such a destination has the lower price.',
      group: 'more',
      appliesWhen: { field: 'sink', is: ['snowflake', 'salesforce', 'marketo', 'zendesk'] },
      defaultFrom: 'assumption',
      source: 'https://aws.amazon.com/appflow/pricing/',
      asOf,
    },
    false,
  ),
  stagingBucket: text(
    {
      title: 'Staging bucket',
      help: 'Name of the bucket in which the data waits on its way into the warehouse.',
      group: 'more',
      appliesWhen: { field: 'sink', is: ['redshift', 'snowflake'] },
    },
    '',
  ),
  recordRate: rate(
    {
      title: 'Speed of a run',
      help: 'Records a second that a run moves: AWS states none, and the source usually sets it. Measure FlowExecutionTime.',
      min: 0.1,
      max: 1_000_000,
      group: 'more',
      defaultFrom: 'assumption',
    },
    500,
  ),
  eventsPerRun: count(
    {
      title: 'Events per run',
      help: 'How many change events one run writes together, for the bill and the quota of runs: AWS does not say; 1 makes the most of both.',
      min: 1,
      max: 10_000,
      group: 'more',
      appliesWhen: { field: 'trigger', is: ['event'] },
      defaultFrom: 'assumption',
    },
    1,
  ),
  recordsPerPage: count(
    {
      title: 'Records per page',
      help: 'Each page that is pulled is a call of the source’s API.',
      min: 1,
      max: 100_000,
      group: 'more',
      appliesWhen: { field: 'trigger', is: ['schedule', 'on-demand'] },
      defaultFrom: 'assumption',
      source: QUOTAS,
      asOf,
    },
    2000,
  ),
  apiCallsPerDay: count(
    {
      title: 'API calls a day',
      help: 'How many the source lets AppFlow make.',
      min: 1,
      max: 100_000_000,
      appliesWhen: { field: 'trigger', is: ['schedule', 'on-demand'] },
      unset: 'not known',
      source: QUOTAS,
      asOf,
    },
    undefined,
  ),
  connectorProfile: text(
    {
      title: 'Connector profile',
      help: 'Name of the connection to the source, which is made in AppFlow. Empty: the name of the source.',
      group: 'more',
    },
    '',
  ),
  sinkProfile: text(
    {
      title: 'Connector profile of the destination',
      group: 'more',
      appliesWhen: { field: 'sink', is: Object.keys(SINKS) },
    },
    '',
  ),
  timestampField: text(
    {
      title: 'Timestamp field',
      help: 'By which the source tells what has changed: LastModifiedDate.',
      group: 'more',
      appliesWhen: { field: 'trigger', is: ['schedule'] },
      source: TRIGGERS,
      asOf,
    },
    '',
  ),
});

export type FlowConfig = z.infer<typeof config>;
