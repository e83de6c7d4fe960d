import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { figure } from '#shared/model/figures';
import { total } from '#shared/model/total';
import type { StateMachineConfig } from '../config';
import { LONGEST_EXPRESS } from '../starts';
import { isMap, type Task, tasksOf } from '../tasks';

/** A state writes at least that it was entered and that it was left; a task also that it was scheduled, begun and done. */
const EVENTS_OF_STATE = 2;
const EVENTS_OF_TASK = 5;
/** A Map or Parallel state also writes that it began and was done, and an item of a Map the same. */
const EVENTS_AROUND = 4;
const EVENTS_OF_ITEM = EVENTS_OF_TASK + 2;

export const historyHoldsTheExecution: ResourceRule<StateMachineConfig> = {
  id: 'step-functions/history-holds-the-execution',
  title: 'the history of a Standard execution has room for its events',
  severity: 'error',
  category: 'limits',
  why: 'The history of a Standard execution takes 25,000 events: a task writes five, an item of an inline Map seven. The execution ends as failed when it is full. Long loops and lists go on in new executions, or run as a Distributed Map or as Express workflows, which keep no history.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
  asOf: '2026-11-27',
  check(resource, report, { capacity, quota }) {
    const { id, name, config } = resource;
    if (config.type === 'express') return;
    const most = quota('step-functions/history-events');
    const { forward, undo, steps } = tasksOf(resource);
    const tasks = [...forward, ...undo];
    const branches = EVENTS_AROUND * steps.filter(({ kind }) => kind === 'parallel').length;
    const events = EVENTS_OF_STATE * config.furtherTransitions + branches + total(tasks, eventsOf);
    if (events <= most) return;
    const duration = capacity?.resources.get(id)?.latency.value ?? config.furtherTime;
    const fitsExpress = duration <= quota(LONGEST_EXPRESS);
    const [longest] = tasks.filter(isMap).toSorted((a, b) => b.config.items - a.config.items);
    const isList = longest !== undefined && eventsOf(longest) > EVENTS_OF_STATE * config.furtherTransitions;
    report(
      isList ? { connection: longest.id, field: 'items' } : { resource: id, field: 'furtherTransitions' },
      `an execution of ${name} writes ${figure(events)} events or more${isList ? `, ${EVENTS_OF_ITEM} for each of ${figure(longest.config.items)} items of ${longest.to.resource.name}` : ''}, but its history takes ${figure(most)}: ${isList ? 'give the items executions of their own' : 'go on in a new execution'}${fitsExpress ? ', or use Express' : ''}`,
      fitsExpress ? set(`Make ${name} an Express workflow`, { resource: id }, 'type', 'express') : undefined,
    );
  },
};

function eventsOf(task: Task): number {
  return isMap(task) ? EVENTS_AROUND + EVENTS_OF_ITEM * task.config.items : EVENTS_OF_TASK;
}
