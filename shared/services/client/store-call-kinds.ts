/** SDK or CLI calls that read and write tables and buckets. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { bySdk } from './by-sdk';
import { sdkConfig, writeConfig, readConfig, writeObjectsConfig } from './call-config';
import { sdkRules } from './rules/index';
import { wiring } from './wiring';

const objectBadge = (...words: readonly string[]): string | undefined =>
  words.filter((word) => word !== '').join(' · ') || undefined;

export const storeCallKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'client/write-items',
    title: 'Write items',
    from: 'sdk-call',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: writeConfig,
    summary: 'The client puts, updates or deletes items of the table.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: connection.config.transactional ? 'TransactWriteItems' : 'PutItem, UpdateItem or DeleteItem',
        delivery: 'at least once',
        ordering: 'per partition key',
        onThrottle: 'the table refuses; the SDK tries again with backoff',
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:PutItem, dynamodb:UpdateItem and dynamodb:DeleteItem',
      }),
    accesses: ({ transactional }) => ({ does: 'write', consistency: transactional ? 'transactional' : 'strong' }),
    rules: sdkRules,
    cdk: wiring.writeItems,
  }),
  defineConnection({
    id: 'client/read-items',
    title: 'Read items',
    from: 'sdk-call',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: readConfig,
    summary: 'The client gets items of the table.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: connection.config.consistency === 'transactional' ? 'TransactGetItems' : 'GetItem or Query',
        delivery: connection.from.terms.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: 'the table refuses; the SDK tries again with backoff',
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:GetItem and dynamodb:Query',
      }),
    accesses: ({ consistency }) => ({ does: 'read', consistency }),
    rules: sdkRules,
    cdk: wiring.readItems,
  }),
  defineConnection({
    id: 'client/write-objects',
    title: 'Write objects',
    from: 'sdk-call',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: writeObjectsConfig,
    summary: 'The client puts or deletes objects of the bucket.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: connection.config.operation === 'delete' ? 'DeleteObject' : 'PutObject, or a presigned URL for it',
        delivery: 'at least once',
        ordering: 'none',
        onThrottle: 'the bucket refuses; the SDK tries again with backoff',
        throttleSeenAs: '503 SlowDown',
        permission: connection.config.operation === 'delete' ? 's3:DeleteObject' : 's3:PutObject',
      }),
    accesses: ({ operation, keyPrefix }) => ({
      does: 'write',
      consistency: 'strong',
      removes: operation === 'delete',
      keyPrefix,
    }),
    badge: ({ operation, keyPrefix }) => objectBadge(operation === 'delete' ? 'delete' : '', keyPrefix),
    rules: sdkRules,
    cdk: wiring.writeObjects,
  }),
  defineConnection({
    id: 'client/read-objects',
    title: 'Read objects',
    from: 'sdk-call',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: sdkConfig,
    summary: 'The client gets objects of the bucket.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'GetObject, or a presigned URL for it',
        delivery: connection.from.terms.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: 'the bucket refuses; the SDK tries again with backoff',
        throttleSeenAs: '503 SlowDown',
        permission: 's3:GetObject',
      }),
    accesses: () => ({ does: 'read', consistency: 'strong' }),
    rules: sdkRules,
    cdk: wiring.readObjects,
  }),
];
