/** Tasks: the optimised integrations of a state machine with what does them. */
import { type Behaviour, type ConnectionKind, defineConnection } from '#shared/model/connection';
import type { Connection } from '#shared/model/graph';
import { isPath } from '#shared/model/tenants';
import { taskRules } from './rules/index';
import { waitsForEnd } from './starts';
import { callConfig, messageConfig, putConfig, readConfig, type TaskConfig } from './task-config';
import { callbackOf, isPassedOver } from './tasks';
import { wiring } from './wiring';

const THEN_OF_UNDO: Readonly<Record<TaskConfig['onUndoFailure'], string>> = {
  continue: 'it is caught, the next task that undoes runs, and the execution ends as failed',
  fail: 'the execution fails, and what is left to undo stays done',
};

const THEN: Readonly<Record<TaskConfig['onFailure'], string>> = {
  fail: 'the execution fails',
  continue: 'it is caught and the next task runs',
  undo: 'it is caught, the tasks that undo run, and the execution ends as failed',
};

/** What does not depend on who does the task. */
function task(
  { config, from }: Pick<Connection<TaskConfig, 'run-tasks'>, 'config' | 'from'>,
  rest: Pick<Behaviour, 'mechanism' | 'onThrottle' | 'permission'> & Partial<Behaviour>,
): Behaviour {
  const { retryAttempts } = config;
  const then = afterwards(config);
  return {
    retriedBy: retryAttempts > 0 ? 'service' : 'nobody',
    attempts: retryAttempts + 1,
    delivery: retryAttempts === 0 && runsOnce(from) ? 'at most once' : 'at least once',
    ordering: 'none',
    onFailure: retryAttempts > 0 ? `after the last retry ${then}` : then,
    ...rest,
    mechanism: callbackOf({ config })
      ? `${rest.mechanism}, which waits for its callback (.waitForTaskToken)`
      : rest.mechanism,
  };
}

function afterwards(config: TaskConfig): string {
  const { runs, branch, runsFor, onFailure, onUndoFailure } = config;
  const isItem = runsFor === 'item';
  if (isItem && isPassedOver({ config })) return 'it is caught and the other items go on';
  const items = isItem ? 'the other items are stopped, and ' : '';
  const branches =
    branch === 'none' || runs === 'undo' || onFailure === 'continue' ? '' : 'the other branches are stopped, and ';
  return `${items}${branches}${runs === 'undo' ? THEN_OF_UNDO[onUndoFailure] : THEN[onFailure]}`;
}

/** An Express execution may run twice unless its starter waits for its end (choosing-workflow-type, 2026-11-23). */
function runsOnce({ terms, resource: { inbound } }: Connection<TaskConfig, 'run-tasks'>['from']): boolean {
  return terms.runsOnce || (inbound.length > 0 && inbound.every(waitsForEnd));
}

const REFUSED = 'the task fails like any other: only a Retry of the state tries again';

/** `2`, `2a` in a branch, `2a.2` for the second of a branch; `3 · 20 items by 5` of a Map, five at once. */
function badge(config: TaskConfig): string {
  const { place, runs, branch, placeInBranch, share, runsFor, items, maximumConcurrency } = config;
  const inBranch = branch === 'none' ? '' : `${branch}${placeInBranch > 1 ? `.${placeInBranch}` : ''}`;
  const when = runs === 'undo' ? `undo ${place}` : `${place}${inBranch}`;
  const window = maximumConcurrency === undefined ? '' : ` by ${maximumConcurrency}`;
  return [
    when,
    ...(share < 1 ? [`${Math.round(share * 100)} %`] : []),
    ...(runsFor === 'item' ? [`${items} items${window}`] : []),
    ...(callbackOf({ config }) ? ['callback'] : []),
  ].join(' · ');
}

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'step-functions/invoke-function',
    title: 'Task: invoke',
    from: 'run-tasks',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: callConfig,
    summary: 'The execution waits for the function’s result.',
    behaviour: (connection) =>
      task(connection, {
        mechanism: 'Invoke (RequestResponse) by a task state',
        onThrottle: REFUSED,
        throttleSeenAs: 'Lambda.TooManyRequestsException',
        permission: 'lambda:InvokeFunction in the state machine’s role',
      }),
    badge,
    rules: taskRules,
    cdk: wiring.invokeFunction,
  }),
  defineConnection({
    id: 'step-functions/send-message',
    title: 'Task: send a message',
    from: 'run-tasks',
    to: 'enqueue',
    invocation: 'synchronous',
    role: 'work',
    config: messageConfig,
    summary: 'The execution goes on when the queue has the message.',
    behaviour: (connection) =>
      task(connection, {
        mechanism: 'SendMessage by a task state',
        delivery: connection.to.terms.fifo ? 'once per deduplication interval' : 'at least once',
        onThrottle: connection.to.terms.fifo ? REFUSED : 'a standard queue takes a nearly unlimited rate',
        throttleSeenAs: connection.to.terms.fifo ? '400 ThrottlingException' : '403 RequestThrottled',
        permission: 'sqs:SendMessage in the state machine’s role',
      }),
    namesGroups: ({ config }) => (isPath(config.groupId) ? 'each' : 'one'),
    badge,
    rules: taskRules,
    cdk: wiring.sendMessage,
  }),
  defineConnection({
    id: 'step-functions/publish',
    title: 'Task: publish',
    from: 'run-tasks',
    to: 'publish',
    invocation: 'synchronous',
    role: 'work',
    config: messageConfig,
    summary: 'The execution goes on when the topic has the message.',
    behaviour: (connection) =>
      task(connection, {
        mechanism: 'Publish by a task state',
        delivery: connection.to.terms.fifo ? 'once per deduplication interval' : 'at least once',
        onThrottle: REFUSED,
        throttleSeenAs: '429 Throttled',
        permission: 'sns:Publish in the state machine’s role',
      }),
    namesGroups: ({ config }) => (isPath(config.groupId) ? 'each' : 'one'),
    badge,
    rules: taskRules,
    cdk: wiring.publish,
  }),
  defineConnection({
    id: 'step-functions/put-events',
    title: 'Task: put an event',
    from: 'run-tasks',
    to: 'put-events',
    invocation: 'synchronous',
    role: 'work',
    config: callConfig,
    summary: 'The execution goes on when the bus has the event.',
    behaviour: (connection) =>
      task(connection, {
        mechanism: 'PutEvents by a task state',
        delivery: 'at least once',
        onThrottle: REFUSED,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'events:PutEvents in the state machine’s role',
      }),
    badge,
    rules: taskRules,
    cdk: wiring.putEvents,
  }),
  defineConnection({
    id: 'step-functions/put-item',
    title: 'Task: put an item',
    from: 'run-tasks',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: putConfig,
    summary: 'The execution goes on when the table has the item.',
    behaviour: (connection) =>
      task(connection, {
        mechanism: 'PutItem by a task state',
        ordering: 'per partition key',
        onThrottle: REFUSED,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:PutItem in the state machine’s role',
      }),
    accesses: () => ({ does: 'write', consistency: 'strong' }),
    badge,
    rules: taskRules,
    cdk: wiring.putItem,
  }),
  defineConnection({
    id: 'step-functions/get-item',
    title: 'Task: get an item',
    from: 'run-tasks',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: readConfig,
    summary: 'The execution waits for an item of the table.',
    behaviour: (connection) =>
      task(connection, {
        mechanism: 'GetItem by a task state',
        onThrottle: REFUSED,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:GetItem in the state machine’s role',
      }),
    accesses: ({ consistency }) => ({ does: 'read', consistency }),
    badge,
    rules: taskRules,
    cdk: wiring.getItem,
  }),
];
