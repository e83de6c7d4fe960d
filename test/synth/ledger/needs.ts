/** What connections need of a role, from AWS's pages: actions, and on what. */
import type { Connection, Resource } from '#shared/model/graph';
import { keepsKeys } from '../inventory';
import { same } from '../policies';
import { type TemplateReader, writeAction } from '../wiring/reader';
import {
  CALL_BACK,
  DELIVER_OBJECTS,
  KEEP_KEYS,
  PIPE_STREAM,
  POLL_QUEUE,
  READ_ITEMS,
  READ_STREAM,
  READ_TABLE_STREAM,
  SEE_BUCKET,
  SENDING,
  SUBSCRIBE_TO_SHARDS,
  WRITE_ITEMS,
  WRITE_LOGS,
} from './actions';
import { ACCOUNT, att, joined } from './entry';
import { targetArn } from './functions';
import type { Grant } from './grants';

export function logs(of: Resource, reader: TemplateReader): readonly Grant[] {
  const group = reader.under(of).find(({ Type }) => Type === 'AWS::Logs::LogGroup');
  return [{ actions: WRITE_LOGS, on: [att(group?.id ?? 'no log group')] }];
}

export function keys(fn: Resource, reader: TemplateReader): readonly Grant[] {
  if (!keepsKeys(fn)) return [];
  const table = reader.under(fn).find(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');
  return [{ actions: KEEP_KEYS, on: [att(table?.id ?? 'no table')] }];
}

/** What code calls, and where what it was asked for ends. */
export function called(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, to } = connection;
  if (to.contract === 'http') return [];
  return [used(connection, reader) ?? { actions: sending(kind.id, to.contract), on: [addressed(connection, reader)] }];
}

/** Items, objects and executions, for code and for clients. */
function used(connection: Connection, reader: TemplateReader): Grant | undefined {
  const { kind, to, config } = connection;
  switch (kind.id.replace(/^.*\//, '')) {
    case 'write-items':
      return { actions: WRITE_ITEMS, on: [reader.arn(to.resource)] };
    case 'read-items':
      return { actions: READ_ITEMS, on: [reader.arn(to.resource)] };
    case 'write-objects':
      return { actions: [writeAction(connection)], on: [reader.objects(to.resource, String(config['keyPrefix']))] };
    case 'read-objects':
      return { actions: ['s3:GetObject'], on: [reader.objects(to.resource, '')] };
    case 'start-execution':
      return { actions: ['states:StartExecution'], on: [reader.ref(to.resource)] };
    case 'start-sync-execution':
      return { actions: ['states:StartSyncExecution'], on: [reader.ref(to.resource)] };
    default:
      return undefined;
  }
}

export function sending(kind: string, contract: string): readonly string[] {
  const actions = SENDING[contract];
  if (!actions) throw new Error(`nothing is known of what ${kind} needs`);
  return actions;
}

export function addressed(connection: Connection, reader: TemplateReader): unknown {
  const { contract, resource } = connection.to;
  if (contract === 'post-to-connection') return reader.connections(resource);
  return contract === 'start-run' ? reader.flowArn(resource) : targetArn(connection, reader);
}

export function polled({ kind, from, config }: Connection, reader: TemplateReader): readonly Grant[] {
  if (kind.id === 'lambda/queue-event-source') return [{ actions: POLL_QUEUE, on: [reader.arn(from.resource)] }];
  if (kind.id !== 'lambda/stream-event-source') return [];
  if (from.resource.service.id === 'dynamodb')
    return [{ actions: READ_TABLE_STREAM, on: [reader.streamArn(from.resource)] }];
  const stream = reader.arn(from.resource);
  const consumer = reader.resources.find(
    ({ Type, Properties = {} }) => Type === 'AWS::Kinesis::StreamConsumer' && same(Properties['StreamARN'], stream),
  );
  return [
    { actions: READ_STREAM, on: [stream] },
    ...(config['enhancedFanOut'] === true
      ? [{ actions: SUBSCRIBE_TO_SHARDS, on: [att(consumer?.id ?? 'no consumer', 'ConsumerARN')] }]
      : []),
  ];
}

/** Functions that get a task token from a state machine: with its call, or with what they work on. */
export function callbacks(fn: Resource, reader: TemplateReader): readonly Grant[] {
  const waits = ({ config }: Connection): boolean => config['waitsFor'] === 'callback';
  const machines = reader.graph.connections.filter(
    (each) =>
      waits(each) && each.from.resource.service.id === 'step-functions' && reaches(each.to.resource, fn, new Set()),
  );
  return machines.map(({ from }) => ({ actions: CALL_BACK, on: [reader.ref(from.resource)] }));
}

/** Whether a token gets from here to a function: through queues, topics and buses, which hand on what they are given. */
function reaches(here: Resource, fn: Resource, seen: Set<string>): boolean {
  if (here.id === fn.id) return true;
  if (seen.has(here.id) || !['sqs', 'sns', 'eventbridge'].includes(here.service.id)) return false;
  seen.add(here.id);
  return here.outbound.some(({ kind, to }) => kind.role === 'work' && reaches(to.resource, fn, seen));
}

export function piped({ kind, from }: Connection, reader: TemplateReader): readonly Grant[] {
  if (kind.id === 'pipes/queue-source') return [{ actions: POLL_QUEUE, on: [reader.arn(from.resource)] }];
  return from.resource.service.id === 'dynamodb'
    ? [{ actions: READ_TABLE_STREAM, on: [reader.streamArn(from.resource)] }]
    : [{ actions: PIPE_STREAM, on: [reader.arn(from.resource)] }];
}

export function passed(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, to, from } = connection;
  if (to.contract === 'start-workflow') {
    const action = kind.id === 'pipes/workflow-start' ? 'states:StartExecution' : 'states:StartSyncExecution';
    return [{ actions: [action], on: [reader.ref(to.resource)] }];
  }
  if (to.contract === 'http') {
    const { Enrichment, Target } = reader.main(from.resource).Properties ?? {};
    const arn = ['pipes/api-destination', 'pipes/api-target'].includes(kind.id) ? Target : Enrichment;
    const isApi = ['pipes/api-target', 'pipes/enrich-by-api'].includes(kind.id);
    return [{ actions: [isApi ? 'execute-api:Invoke' : 'events:InvokeApiDestination'], on: [arn] }];
  }
  return [{ actions: sending(kind.id, to.contract), on: [addressed(connection, reader)] }];
}

export function delivered({ kind, to, config }: Connection, reader: TemplateReader): readonly Grant[] {
  if (kind.id === 'firehose/transformation')
    return [{ actions: ['lambda:InvokeFunction'], on: [reader.callableArn(to.resource)] }];
  if (to.contract !== 'keep-objects') return [];
  const { keyPrefix, errorPrefix = '' } = config;
  const prefixes = kind.id === 'firehose/failed-records' || keyPrefix === '' ? [keyPrefix] : [keyPrefix, errorPrefix];
  return [
    { actions: DELIVER_OBJECTS, on: prefixes.map((prefix) => reader.objects(to.resource, String(prefix))) },
    { actions: SEE_BUCKET, on: [reader.arn(to.resource)] },
  ];
}

export function tasked(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, to } = connection;
  if (to.contract === 'keep-items') {
    const action = kind.id === 'step-functions/get-item' ? 'dynamodb:GetItem' : 'dynamodb:PutItem';
    const arn = joined(`arn:aws:dynamodb:${reader.graph.account.region}:`, ACCOUNT, ':table/', reader.ref(to.resource));
    return [{ actions: [action], on: [arn] }];
  }
  return [{ actions: sending(kind.id, to.contract), on: [addressed(connection, reader)] }];
}

export function integrated(connection: Connection, reader: TemplateReader): Grant {
  const { kind, to, config } = connection;
  const isDisconnect = config['routeKey'] === '$disconnect';
  switch (to.contract) {
    case 'keep-items':
      return { actions: [`dynamodb:${isDisconnect ? 'DeleteItem' : 'PutItem'}`], on: [reader.arn(to.resource)] };
    case 'keep-objects': {
      const action = { GET: 's3:GetObject', DELETE: 's3:DeleteObject' }[String(config['method'])] ?? 's3:PutObject';
      return { actions: [action], on: [reader.objects(to.resource, String(config['keyPrefix']))] };
    }
    case 'start-workflow': {
      const action = kind.id.endsWith('start-sync-execution') ? 'StartSyncExecution' : 'StartExecution';
      return { actions: [`states:${action}`], on: [reader.ref(to.resource)] };
    }
    default:
      return { actions: sending(kind.id, to.contract), on: [addressed(connection, reader)] };
  }
}
