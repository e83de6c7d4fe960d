/** The project file's shape: what a `.spillway` file holds, and the document that the app works on. */
import { z } from 'zod';
import type {
  Acknowledgement,
  ConnectionRecord,
  GroupRecord,
  NoteRecord,
  Place,
  ResourceRecord,
} from '#shared/model/edit';
import type { Account } from '#shared/model/graph';
import { type Assertion, assertionSchema } from './assertion';
import { idSchema } from './ids';
import { type Scenario, scenarioSchema } from './scenario';

/** The version of the file's shape that this build writes. Older ones are migrated, newer ones refused. */
export const FORMAT = 1;
export const SCHEMA_ID = 'urn:spillway:project:1';
export const DEFAULT_REGION = 'us-east-1';

export interface ProjectAccount extends Account {
  /** Whether bills count AWS's free tier. Left out where false. */
  readonly freeTier?: boolean;
}

/** Items that this build cannot read, by list. They are carried along and written back as they were. */
export type Unread = Readonly<Partial<Record<DocumentList, readonly unknown[]>>>;

export type DocumentList =
  | 'resources'
  | 'connections'
  | 'groups'
  | 'notes'
  | 'scenarios'
  | 'assertions'
  | 'acknowledged';

/**
 * A project. Plain JSON, except that lists are sorted, ids are unique and both ends of every connection exist.
 * Fields that this build does not know stay on the objects that carry them.
 */
export interface ProjectDocument {
  readonly $schema: string;
  readonly format: typeof FORMAT;
  readonly name: string;
  readonly account: ProjectAccount;
  /** Sorted by id. */
  readonly resources: readonly ResourceRecord[];
  /** Sorted by id. */
  readonly connections: readonly ConnectionRecord[];
  /** Sorted by id. */
  readonly groups: readonly GroupRecord[];
  /** Sorted by id. */
  readonly notes: readonly NoteRecord[];
  /** Sorted by id. */
  readonly scenarios: readonly Scenario[];
  /** Sorted by id. */
  readonly assertions: readonly Assertion[];
  /** Sorted by rule, resource and connection. */
  readonly acknowledged: readonly Acknowledgement[];
  /** Places on the canvas by the id of a resource, group or note; the only part that a drag changes. */
  readonly layout: Readonly<Record<string, Place>>;
  readonly unread?: Unread;
}

const config = z
  .record(z.string(), z.unknown())
  .meta({ title: 'Configuration', description: 'Only what differs from the defaults.' });

const note = z.string().meta({ title: 'Note', description: 'Markdown.' });

export const resourceSchema = z.looseObject({
  id: idSchema,
  service: z.string().meta({ title: 'Service' }),
  name: z.string().meta({ title: 'Name' }),
  config: config.exactOptional(),
  note: note.exactOptional(),
});

export const connectionSchema = z.looseObject({
  id: idSchema,
  kind: z.string().meta({ title: 'Connection kind' }),
  from: z.string().meta({ title: 'From', description: 'Id of a resource.' }),
  to: z.string().meta({ title: 'To', description: 'Id of a resource.' }),
  config: config.exactOptional(),
  note: note.exactOptional(),
});

export const groupSchema = z.looseObject({
  id: idSchema,
  name: z.string().meta({ title: 'Name' }),
  members: z.array(z.string()).meta({ title: 'Members', description: 'Ids of resources.' }),
});

export const noteSchema = z.looseObject({
  id: idSchema,
  text: z.string().meta({ title: 'Text', description: 'Markdown.' }),
});

export const acknowledgementSchema = z.looseObject({
  rule: z.string().meta({ title: 'Rule' }),
  resource: z.string().exactOptional(),
  connection: z.string().exactOptional(),
  reason: z.string().meta({ title: 'Reason' }),
});

export const positionSchema = z.looseObject({
  x: z.number(),
  y: z.number(),
  width: z.number().positive().exactOptional(),
  height: z.number().positive().exactOptional(),
  collapsed: z.literal(true).exactOptional(),
});

export const accountSchema = z.looseObject({
  region: z.string().min(1).meta({ title: 'Region' }).default(DEFAULT_REGION),
  quotas: z
    .record(z.string(), z.number().min(0))
    .meta({ title: 'Quotas', description: 'The account’s own values, by quota id.' })
    .default({}),
  freeTier: z.boolean().meta({ title: 'Count the free tier' }).default(false),
});

/** The whole file, in the order in which it is written. */
export const projectSchema = z.looseObject({
  $schema: z.string().exactOptional(),
  format: z.literal(FORMAT),
  name: z.string().meta({ title: 'Name' }),
  account: accountSchema.exactOptional(),
  resources: z.array(resourceSchema),
  connections: z.array(connectionSchema),
  groups: z.array(groupSchema).exactOptional(),
  notes: z.array(noteSchema).exactOptional(),
  scenarios: z.array(scenarioSchema).exactOptional(),
  assertions: z.array(assertionSchema).exactOptional(),
  acknowledged: z.array(acknowledgementSchema).exactOptional(),
  layout: z.record(z.string(), positionSchema).exactOptional(),
});
