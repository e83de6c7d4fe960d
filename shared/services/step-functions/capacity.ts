/** A state machine starts what the quotas allow, runs its tasks one after the other, and ends well or not. */
import type { CapacityContext, CapacityReport, Flow, Outcome, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import { tokenBucketLoss } from '#shared/queueing/token-bucket';
import type { StateMachineConfig } from './config';
import { type Execution, executionOf } from './execution';
import { limits } from './limits';
import { LONGEST_EXPRESS, LONGEST_STANDARD, longestOf, OPEN, startsOf, TRANSITIONS, waitsForEnd } from './starts';
import { callbackOf, isMap, type Task, tasksOf } from './tasks';

/** What becomes of the executions; rates per second. */
export interface Running {
  readonly execution: Execution;
  /** Asked for by StartExecution, which does not wait for the end. */
  readonly started: number;
  /** Shares of those that find a token, and of these that find one of the account's open executions free. */
  readonly byStarts: number;
  readonly byOpen: number;
  readonly admitted: number;
  /** Of those, the share that has its state transitions in time. */
  readonly inTime: number;
  /** Share of the running executions that end as failed. */
  readonly failedShare: number;
}

export function capacity(context: CapacityContext<StateMachineConfig>): CapacityReport {
  const { resource } = context;
  const flows = resource.inbound.map((connection) => ({ connection, flow: context.offered(connection) }));
  const offered = total(flows, ({ flow }) => flow.rate);
  const size = offered === 0 ? 0 : total(flows, ({ flow }) => flow.rate * flow.size) / offered;
  const running = runningOf(flows, context);
  const { execution, admitted, inTime, failedShare } = running;
  const rate = admitted * inTime;
  const tasks = tasksOf(resource);
  const all = [...tasks.forward, ...tasks.undo];
  const isAtOnce = tasks.steps.some(({ kind }) => kind === 'parallel') || all.some(isMap);
  const waits = all.some((task) => callbackOf(task) !== undefined);
  const taskTime = Math.max(0, execution.duration - resource.config.furtherTime);
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(rate * (1 - failedShare)),
    failed: perSecond(rate * failedShare),
    throttled: perSecond(offered - admitted),
    waiting: perSecond(admitted - rate),
    inFlight: rate * execution.duration,
    queueLength: 0,
    latency: {
      value: seconds(execution.duration),
      grade: 'approximation',
      because: () => ({
        formula: `duration of an execution = time beside the tasks + attempts × answer time and waits for retries of each task${isAtOnce ? '; of branches and items at once, until the last has ended' : ''}${waits ? '; of callbacks, until they come or are given up' : ''}${execution.cut > 0 ? `, until ${resource.config.type === 'express' ? 'Express cuts it off' : 'it is a year old'}` : ''}`,
        inputs: [
          { name: 'time beside the tasks', value: resource.config.furtherTime, unit: 's', field: 'furtherTime' },
          { name: 'tasks and retries', value: taskTime, unit: 's' },
          ...(execution.cut > 0
            ? [{ name: 'longest execution', value: context.quota(longestOf(resource.config.type)), unit: 's' as const }]
            : []),
        ],
      }),
    },
    limits: limits(running, context),
    draws: draws(running, context),
    emits: new Map(
      (resource.outbound as unknown as readonly Task[]).map((task) => [task.id, emission(task, rate, size, execution)]),
    ),
    outcomes: new Map(resource.inbound.map((connection) => [connection.id, outcome(connection, running, context)])),
    spills: [
      ...flows.flatMap((each) => callersSpills(each, running, context)),
      ...ends(flows, running, longestOf(resource.config.type)),
    ],
    quantities: {
      executions: admitted,
      transitions: rate * execution.transitions,
      duration: execution.duration,
      taskTime,
    },
  };
}

type Offered = { readonly connection: Connection; readonly flow: Flow };

function runningOf(flows: readonly Offered[], context: CapacityContext<StateMachineConfig>): Running {
  const { type } = context.resource.config;
  const started = total(flows, ({ connection, flow }) => (waitsForEnd(connection) ? 0 : flow.rate));
  const waitedFor = total(flows, ({ flow }) => flow.rate) - started;
  const { rate, burst } = startsOf(type);
  const starts = context.pool(rate);
  const byStarts =
    1 -
    context.loss(() =>
      tokenBucketLoss({ arrivalRate: starts.demand, refillRate: starts.size, burst: context.quota(burst) }),
    );
  const execution = executionOf(context);
  const [open, transitions] = [context.pool(OPEN), context.pool(TRANSITIONS)];
  const isStandard = type === 'standard';
  const byOpen = isStandard ? context.fits(open.demand, open.size) : 1;
  return {
    execution,
    started,
    byStarts,
    byOpen,
    admitted: waitedFor + started * byStarts * byOpen,
    inTime: isStandard ? context.fits(transitions.demand, transitions.size) : 1,
    failedShare: Math.min(1, endedShare(execution)),
  };
}

/** Share that ends as failed, whatever the way. */
function endedShare({ failed, undone, halfUndone, cut }: Execution): number {
  return failed + total(undone, ({ share }) => share) + halfUndone + cut;
}

function draws(
  { execution, started, byStarts, admitted }: Running,
  { resource: { config } }: CapacityContext<StateMachineConfig>,
): CapacityReport['draws'] {
  const starts = { pool: startsOf(config.type).rate, amount: started };
  if (config.type === 'express') return [starts];
  return [
    starts,
    { pool: OPEN, amount: started * byStarts * execution.duration },
    { pool: TRANSITIONS, amount: admitted * execution.transitions },
  ];
}

function emission({ id, config }: Task, rate: number, size: number, { attempts }: Execution): Flow {
  return {
    rate: perSecond(rate * (attempts.get(id) ?? 0)),
    size: bytes(config.payload ?? (config.runsFor === 'item' ? size / config.items : size)),
    perCall: 1,
  };
}

function outcome(
  connection: Connection,
  { execution, byStarts, byOpen, inTime, failedShare }: Running,
  context: CapacityContext<StateMachineConfig>,
): Outcome {
  const waits = waitsForEnd(connection);
  const taken = waits ? 1 : byStarts * byOpen;
  return {
    throttled: ratio(1 - taken),
    // A failed execution is an answer with status 200, and ExecutionLimitExceeded no throttle to an SDK.
    final: ratio(waits ? failedShare : byStarts * (1 - byOpen)),
    // Whoever does not wait was told that the execution began, and never hears how it ends.
    failed: ratio(waits ? failedShare : 0),
    delayed: ratio(0),
    latency: seconds(waits ? execution.duration : 0),
    wait: seconds(0),
    ...(context.resource.config.type === 'standard'
      ? {
          held: {
            share: ratio(taken * (1 - inTime)),
            expiresAfter: seconds(context.quota(LONGEST_STANDARD)),
          },
        }
      : {}),
  };
}

function callersSpills(
  { connection, flow }: Offered,
  { byStarts, byOpen, failedShare }: Running,
  { resource: { config } }: CapacityContext<StateMachineConfig>,
): readonly Spill[] {
  if (waitsForEnd(connection)) {
    return spill(flow.rate * failedShare, {
      ends: 'caller',
      connection: connection.id,
      story: 'the execution ends as failed and its caller is told so',
    });
  }
  return [
    ...spill(flow.rate * (1 - byStarts), {
      ends: 'caller',
      limit: startsOf(config.type).rate,
      connection: connection.id,
      story:
        'the bucket of StartExecution is empty: the execution does not begin, and its caller decides whether to try again',
      seenAs: '400 ThrottlingException',
    }),
    ...spill(flow.rate * byStarts * (1 - byOpen), {
      ends: 'caller',
      limit: OPEN,
      connection: connection.id,
      story: 'the account has as many open executions as it may: the execution does not begin',
      seenAs: '400 ExecutionLimitExceeded',
    }),
  ];
}

/** Of executions that nobody waits for. */
function ends(
  flows: readonly Offered[],
  { execution, started, byStarts, byOpen, inTime, admitted }: Running,
  longest: string,
): readonly Spill[] {
  const rate = started * byStarts * byOpen * inTime;
  const { failed, undone, halfUndone, cut } = execution;
  const first = flows.find(({ connection }) => !waitsForEnd(connection));
  return [
    ...spill(admitted * (1 - inTime), {
      ends: 'backlog',
      limit: TRANSITIONS,
      ...(first ? { connection: first.connection.id } : {}),
      story:
        'the account’s state transitions are used up: executions slow down without an error, and more and more are open',
    }),
    ...spill(rate * cut, {
      ends: 'lost',
      limit: longest,
      story: `the execution is longer than ${longest === LONGEST_EXPRESS ? 'Express lets it be' : 'the year that Standard lets it be'}: it is ended where it is, and nobody who waits is told`,
      seenAs: 'States.Timeout',
    }),
    ...spill(rate * failed, {
      ends: 'lost',
      story: 'a task fails for good, the execution ends as failed and nobody who waits is told',
    }),
    ...spill(rate * halfUndone, {
      ends: 'lost',
      story:
        'a task that undoes fails for good: what the tasks after it would undo stays done, and nobody who waits is told',
    }),
    ...undone.flatMap(({ first: undo, share }) => spill(rate * share, undoneSpill(undo))),
  ];
}

function undoneSpill(first: Task | undefined): Omit<Spill, 'rate'> {
  if (first === undefined) {
    return {
      ends: 'lost',
      story: 'a failure is caught, nothing done before it is to be undone, and the execution ends as failed',
    };
  }
  return {
    ends: 'destination',
    connection: first.id,
    story: 'a failure is caught: the tasks that undo run, and the execution ends as failed',
  };
}

const spill = (rate: number, rest: Omit<Spill, 'rate'>): readonly Spill[] =>
  rate > 0 ? [{ ...rest, rate: perSecond(rate) }] : [];
