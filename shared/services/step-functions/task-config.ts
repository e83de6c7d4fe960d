/** Settings of a task, as a connection from a state machine has them. */
import { z } from 'zod';
import { choice, count, distribution, duration, share, size, text } from '#shared/model/field';
import { LARGEST_PAYLOAD, LONGEST_STANDARD } from './quotas';

const RETRY = 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html';
const QUOTAS = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';
const PARALLEL = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html';
const MAP = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html';
const CALLBACK = 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html';
const asOf = '2026-11-23';

/** Names of what may run at once; `none` runs alone. */
export const BRANCHES = ['none', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

const task = {
  place: count(
    {
      title: 'Place',
      help: 'Tasks run one after the other, the lowest number first; those in one place at once where they have branches.',
      min: 1,
      max: 1000,
      defaultFrom: 'assumption',
    },
    1,
  ),
  runs: choice(
    {
      title: 'Runs',
      help: 'Tasks that undo run in their own order, after a task failed whose failure is caught for them.',
      labels: { forward: 'In order', undo: 'To undo, after a caught failure' },
      defaultFrom: 'assumption',
    },
    'forward',
  ),
  branch: choice(
    {
      title: 'Branch',
      help: 'Branches in the same place run at once (a Parallel state); the next place begins when all have ended.',
      labels: { none: 'None', a: 'a', b: 'b', c: 'c', d: 'd', e: 'e', f: 'f', g: 'g', h: 'h' },
      appliesWhen: { field: 'runs', is: ['forward'] },
      defaultFrom: 'assumption',
      source: PARALLEL,
      asOf: '2026-11-27',
    },
    'none',
  ),
  placeInBranch: count(
    {
      title: 'Place in the branch',
      help: 'Tasks of one branch run one after the other, the lowest number first.',
      min: 1,
      max: 1000,
      appliesWhen: { field: 'branch', is: BRANCHES.slice(1) },
      defaultFrom: 'assumption',
    },
    1,
  ),
  share: share(
    {
      title: 'Share that runs it',
      help: 'Share of the executions that come by; below 1 a choice state stands before the task.',
      defaultFrom: 'assumption',
    },
    1,
  ),
  runsFor: choice(
    {
      title: 'Runs for',
      help: 'A Map state runs the task for each item of a list in the input, as many at once as it may. It is done when all are.',
      labels: { execution: 'The execution, once', item: 'Each item of a list (Map)' },
      defaultFrom: 'assumption',
      source: MAP,
      asOf: '2026-11-27',
    },
    'execution',
  ),
  items: count(
    {
      title: 'Items',
      help: 'Of the list of one execution. An inline Map keeps each in the history of the execution.',
      min: 1,
      max: 10_000,
      appliesWhen: { field: 'runsFor', is: ['item'] },
      defaultFrom: 'assumption',
      source: MAP,
      asOf: '2026-11-27',
    },
    10,
  ),
  maximumConcurrency: count(
    {
      title: 'Items at once',
      help: 'Maximum concurrency of the Map: the next item begins when one is done. 1 runs them one after the other.',
      min: 1,
      max: 1000,
      appliesWhen: { field: 'runsFor', is: ['item'] },
      unset: 'as many as AWS runs',
      defaultFrom: 'aws',
      source: MAP,
      asOf: '2026-11-27',
    },
    undefined,
  ),
  retryAttempts: count(
    {
      title: 'Retry attempts',
      help: 'Retries after the first attempt, whatever the error. Unless they are written there are none.',
      min: 0,
      max: 20,
      defaultFrom: 'aws',
      source: RETRY,
      asOf,
    },
    0,
  ),
  onFailure: choice(
    {
      title: 'After the last attempt',
      help: 'What becomes of the execution when the task fails for good. In a branch, the other branches are stopped unless the next task runs.',
      labels: {
        fail: 'The execution fails',
        continue: 'Caught: the next task runs',
        undo: 'Caught: the tasks that undo run',
      },
      appliesWhen: { field: 'runs', is: ['forward'] },
      defaultFrom: 'aws',
      source: RETRY,
      asOf,
    },
    'fail',
  ),
  undoes: text(
    {
      title: 'Undoes',
      help: 'Id of the connection of the task that it undoes, such as order--charge-card: undoing begins at the first task whose work was done. Unset, it undoes whatever was done.',
      unset: 'whatever was done',
      appliesWhen: { field: 'runs', is: ['undo'] },
      defaultFrom: 'assumption',
    },
    '',
  ),
  onUndoFailure: choice(
    {
      title: 'After the last attempt to undo',
      help: 'What becomes of the rest of what is to be undone. The execution ends as failed in any case.',
      labels: {
        continue: 'Caught: the next task that undoes runs',
        fail: 'The execution fails, and the rest stays done',
      },
      appliesWhen: { field: 'runs', is: ['undo'] },
      defaultFrom: 'assumption',
    },
    'continue',
  ),
  retryInterval: duration(
    {
      title: 'Retry interval',
      help: 'Wait before the first retry.',
      min: 1,
      max: 3600,
      whole: true,
      group: 'more',
      defaultFrom: 'aws',
      source: RETRY,
      asOf,
    },
    1,
  ),
  backoffRate: share(
    {
      title: 'Backoff rate',
      help: 'By this the wait grows with each further retry.',
      min: 1,
      max: 10,
      group: 'more',
      defaultFrom: 'aws',
      source: RETRY,
      asOf,
    },
    2,
  ),
};

const payload = size(
  {
    title: 'Size of the input',
    help: 'Mean size of what the task gets; of a Map, of one item.',
    min: 0,
    max: LARGEST_PAYLOAD,
    group: 'more',
    unset: 'as the execution’s; an item has its share',
    source: QUOTAS,
    asOf,
  },
  undefined,
);

const isCallback = { field: 'waitsFor', is: ['callback'] } as const;

/** Of tasks that may hand over a task token; a table takes none. */
const callback = {
  waitsFor: choice(
    {
      title: 'Waits for',
      help: 'With a callback, the task hands over a task token, and the execution waits until somebody sends it back with success or failure (.waitForTaskToken).',
      labels: { answer: 'The call’s answer', callback: 'A callback' },
      defaultFrom: 'aws',
      source: CALLBACK,
      asOf: '2026-11-27',
    },
    'answer',
  ),
  calledBackBy: choice(
    {
      title: 'Called back by',
      help: 'The function that gets the token, when its work is done: its exported code sends the token back. Or somebody else, later: a person, a partner.',
      labels: { other: 'Somebody else', function: 'The function' },
      appliesWhen: isCallback,
      defaultFrom: 'assumption',
    },
    'other',
  ),
  callbackTime: distribution(
    {
      title: 'Time until the callback',
      help: 'From the call that hands over the token, waits in a queue and work of people included.',
      min: 0,
      max: LONGEST_STANDARD,
      appliesWhen: isCallback,
      defaultFrom: 'assumption',
    },
    { distribution: 'exponential', mean: 3600, scv: 1 },
  ),
  callbackFailures: share(
    {
      title: 'Callbacks with failure',
      help: 'Share of the callbacks that are SendTaskFailure: the attempt fails.',
      appliesWhen: isCallback,
      defaultFrom: 'assumption',
    },
    0,
  ),
  unanswered: share(
    {
      title: 'Never called back',
      help: 'Share of the attempts whose token nobody sends back: they fail at the heartbeat or at the timeout.',
      appliesWhen: isCallback,
      defaultFrom: 'assumption',
    },
    0,
  ),
  timeout: duration(
    {
      title: 'Timeout',
      help: 'After which an attempt fails with States.Timeout, called back or not (TimeoutSeconds).',
      min: 1,
      max: LONGEST_STANDARD,
      whole: true,
      appliesWhen: isCallback,
      unset: 'none: a year',
      defaultFrom: 'aws',
      source: CALLBACK,
      asOf: '2026-11-27',
    },
    undefined,
  ),
  heartbeat: duration(
    {
      title: 'Heartbeat',
      help: 'An attempt fails when no SendTaskHeartbeat comes for so long (HeartbeatSeconds). Whoever is at work is taken to send them.',
      min: 1,
      max: LONGEST_STANDARD,
      whole: true,
      appliesWhen: isCallback,
      unset: 'none',
      defaultFrom: 'aws',
      source: CALLBACK,
      asOf: '2026-11-27',
    },
    undefined,
  ),
};

const groupId = text(
  {
    title: 'Message group id',
    help: 'For FIFO and fair queues: one group for all executions; a text that begins with $. is a path in the input: $.customer.',
    group: 'more',
    defaultFrom: 'assumption',
  },
  'executions',
);

export const putConfig = z.looseObject({ ...task, payload });
export const callConfig = z.looseObject({ ...task, ...callback, payload });
export const messageConfig = z.looseObject({ ...task, ...callback, groupId, payload });
export const readConfig = z.looseObject({
  ...task,
  consistency: choice(
    {
      title: 'Consistency',
      help: 'Of 4 KB: an eventually consistent read takes half a unit, a strongly consistent one a unit.',
      labels: { eventual: 'Eventual', strong: 'Strong' },
      defaultFrom: 'aws',
      source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html',
      asOf,
    },
    'eventual',
  ),
});

/** What every kind of task has in common. */
export type TaskConfig = z.infer<typeof putConfig>;
/** Of a task that may wait for a callback. */
export type CallConfig = z.infer<typeof callConfig>;
export type MessageTaskConfig = z.infer<typeof messageConfig>;
export type ReadTaskConfig = z.infer<typeof readConfig>;
