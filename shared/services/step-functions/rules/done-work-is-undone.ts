import type { ResourceRule } from '#shared/model/rule';
import type { StateMachineConfig } from '../config';
import { afterFailure, seldomFails, type Task, tasksOf } from '../tasks';

export const doneWorkIsUndone: ResourceRule<StateMachineConfig> = {
  id: 'step-functions/done-work-is-undone',
  title: 'what was done before a failure is undone',
  severity: 'info',
  category: 'reliability',
  why: 'An execution is no transaction: what its tasks did before one of them failed for good stays done. A saga catches the failure and runs tasks that undo: they release the stock, refund the card.',
  source: 'https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/saga-orchestration.html',
  asOf: '2026-11-23',
  check(resource, report) {
    const tasks = tasksOf(resource);
    const [first, ...later] = tasks.forward.filter(changes);
    const failing = later.find((task) => afterFailure(task, tasks) === 'fail' && !seldomFails(task));
    if (!first || !failing) return;
    report(
      { connection: failing.id, field: 'onFailure' },
      `when ${failing.to.resource.name} fails for good ${resource.name} ends, and what ${first.to.resource.name} did stays done: catch the failure and draw tasks that undo`,
    );
  },
};

/** Whether a task may leave something behind; to read an item does not. */
const changes = ({ kind, config }: Task): boolean => kind.accesses(config)?.does !== 'read';
