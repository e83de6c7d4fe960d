/** Calls that read and write tables and buckets. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { badge, byCode, SEEN_IN_LOG } from './call-behaviour';
import { writeConfig, readConfig, writeObjectsConfig, readObjectsConfig } from './call-config';
import { storeCallRules } from './rules/index';
import { wiring } from './wiring';

export const storeCallKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'lambda/write-items',
    title: 'Write items',
    from: 'code-call',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: writeConfig,
    summary: 'The code puts, updates or deletes items of the table.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: config.transactional ? 'TransactWriteItems' : 'PutItem, UpdateItem or DeleteItem',
        delivery: 'at least once',
        ordering: 'per partition key',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:PutItem, dynamodb:UpdateItem and dynamodb:DeleteItem',
      }),
    accesses: ({ transactional }) => ({ does: 'write', consistency: transactional ? 'transactional' : 'strong' }),
    badge,
    rules: storeCallRules,
    cdk: wiring.writeItems,
  }),
  defineConnection({
    id: 'lambda/read-items',
    title: 'Read items',
    from: 'code-call',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: readConfig,
    summary: 'The code gets items of the table.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: config.consistency === 'transactional' ? 'TransactGetItems' : 'GetItem or Query',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:GetItem and dynamodb:Query',
      }),
    accesses: ({ consistency }) => ({ does: 'read', consistency }),
    badge,
    rules: storeCallRules,
    cdk: wiring.readItems,
  }),
  defineConnection({
    id: 'lambda/write-objects',
    title: 'Write objects',
    from: 'code-call',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: writeObjectsConfig,
    summary: 'The code puts or deletes objects of the bucket.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: config.operation === 'delete' ? 'DeleteObject' : 'PutObject',
        delivery: 'at least once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '503 SlowDown',
        permission: config.operation === 'delete' ? 's3:DeleteObject' : 's3:PutObject',
      }),
    accesses: ({ operation, keyPrefix }) => ({
      does: 'write',
      consistency: 'strong',
      removes: operation === 'delete',
      keyPrefix,
    }),
    badge: ({ operation, keyPrefix, ...config }) =>
      [operation === 'delete' ? 'delete' : '', keyPrefix, badge(config) ?? '']
        .filter((word) => word !== '')
        .join(' · ') || undefined,
    rules: storeCallRules,
    cdk: wiring.writeObjects,
  }),
  defineConnection({
    id: 'lambda/read-objects',
    title: 'Read objects',
    from: 'code-call',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: readObjectsConfig,
    summary: 'The code gets objects of the bucket.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'GetObject',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '503 SlowDown',
        permission: 's3:GetObject',
      }),
    accesses: () => ({ does: 'read', consistency: 'strong' }),
    badge,
    rules: storeCallRules,
    cdk: wiring.readObjects,
  }),
];
