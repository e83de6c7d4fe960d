/** Records of streams as they come to a handler. */
import { PYTHON_CHANGE } from '#shared/model/item-changes';

/** How the records of a stream come to a handler. */
export interface StreamForm {
  /** `KinesisStream`: the beginning of the names of its types. */
  readonly event: string;
  readonly record: string;
  readonly response: string;
  readonly source: string;
  /** `Record`, `Change`: what one of them is. */
  readonly noun: string;
  /** First lines of the function for one record. */
  readonly open: string;
  readonly identifier: string;
  /** What tells it from all others. */
  readonly key: string;
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly python: {
    readonly imports: Readonly<Record<string, readonly string[]>>;
    readonly common?: readonly string[];
    readonly identifier: string;
    readonly key: string;
    readonly parse: string;
  };
}

export const RECORDS: StreamForm = {
  event: 'KinesisStreamEvent',
  record: 'KinesisStreamRecord',
  response: 'KinesisStreamBatchResponse',
  source: 'aws:kinesis',
  noun: 'Record',
  open: `const { kinesis } = record;
  const message: unknown = JSON.parse(Buffer.from(kinesis.data, 'base64').toString('utf8'));
  console.info({ sequenceNumber: kinesis.sequenceNumber, partitionKey: kinesis.partitionKey });`,
  identifier: 'record.kinesis.sequenceNumber',
  key: 'record.eventID',
  python: {
    imports: { base64: [], json: [] },
    identifier: 'record["kinesis"]["sequenceNumber"]',
    key: 'record["eventID"]',
    parse: 'json.loads(base64.b64decode(record["kinesis"]["data"]))',
  },
};

/** Of a removed item the old image is left, of a stream of keys the keys. */
export const CHANGES: StreamForm = {
  event: 'DynamoDBStreamEvent',
  record: 'DynamoDBRecord',
  response: 'DynamoDBBatchResponse',
  source: 'aws:dynamodb',
  noun: 'Change',
  open: `const { eventName, dynamodb = {} } = record;
  const image = dynamodb.NewImage ?? dynamodb.OldImage ?? dynamodb.Keys ?? {};
  const message: unknown = unmarshall(image as Parameters<typeof unmarshall>[0]);
  console.info({ change: eventName, sequenceNumber: dynamodb.SequenceNumber });`,
  identifier: "record.dynamodb?.SequenceNumber ?? ''",
  key: 'record.eventID!',
  names: { '@aws-sdk/util-dynamodb': ['unmarshall'] },
  python: {
    imports: PYTHON_CHANGE.imports,
    common: PYTHON_CHANGE.declarations,
    identifier: 'record["dynamodb"]["SequenceNumber"]',
    key: 'record["eventID"]',
    parse: 'changed_item(record["dynamodb"])',
  },
};
