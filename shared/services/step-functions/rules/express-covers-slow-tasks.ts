import type { Terms } from '#shared/model/contract';
import { total } from '#shared/model/total';
import type { ResourceRule } from '#shared/model/rule';
import { totalBackoff } from '#shared/queueing/retries';
import { durationText, roughTime } from '#shared/model/wording';
import type { StateMachineConfig } from '../config';
import { LONGEST_EXPRESS, MAP_CONCURRENCY } from '../starts';
import {
  backoffOf,
  isMap,
  itemsAtOnce,
  leadsToUndo,
  type Step,
  type Task,
  type Tasks,
  tasksIn,
  tasksOf,
  undoingFrom,
} from '../tasks';

export const expressCoversSlowTasks: ResourceRule<StateMachineConfig> = {
  id: 'step-functions/express-covers-slow-tasks',
  title: 'an Express execution has time for the slowest end of its tasks',
  severity: 'warning',
  category: 'reliability',
  why: 'Functions may run until their timeout, and each retry adds another run and a wait. Where all that is more than five minutes, Express ends the execution with States.Timeout just when something is slow: what was done is not undone.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
  asOf: '2026-11-23',
  check(resource, report, { capacity, quota }) {
    const { id, name, config } = resource;
    if (config.type === 'standard') return;
    const most = quota(LONGEST_EXPRESS);
    const usual = capacity?.resources.get(id)?.limits.find((limit) => limit.id === LONGEST_EXPRESS)?.used;
    const longest = config.furtherTime + slowestCourse(tasksOf(resource), quota(MAP_CONCURRENCY));
    // A usual time beyond the limit is for the other rule.
    if (longest <= most || (usual ?? config.furtherTime) > most) return;
    report(
      { resource: id },
      `tasks of ${name} may take ${roughTime(longest)} with all their attempts but Express ends the execution after ${durationText(most)}: shorten the timeouts behind it, or the retries`,
    );
  },
};

/** Seconds of all steps in order, or of those up to a failure and of what is undone then: whichever is longer. */
function slowestCourse(tasks: Tasks, most: number): number {
  const { steps, undo } = tasks;
  const slowestOf = (task: Task): number => slowest(task, most);
  /** Until the last of its branches has ended. */
  const slowestEnd = (step: Step): number =>
    step.kind === 'task' ? slowestOf(step.task) : Math.max(...step.branches.map((branch) => total(branch, slowestOf)));
  const undone = steps.map((step, at) => {
    const [first] = tasksIn(step);
    return first && leadsToUndo(step, tasks)
      ? total(steps.slice(0, at + 1), slowestEnd) + total(undo.slice(undoingFrom(first, tasks)), slowestOf)
      : 0;
  });
  return Math.max(total(steps, slowestEnd), ...undone);
}

/** Seconds that a task takes where each attempt, of each item, runs to its timeout. */
function slowest(task: Task, most: number): number {
  const { config, to } = task;
  const timeout = to.contract === 'invoke' ? (to.terms as Terms<'invoke'>).timeout : 0;
  const rounds = isMap(task) ? Math.ceil(config.items / itemsAtOnce(config, most)) : 1;
  return rounds * ((config.retryAttempts + 1) * timeout + totalBackoff(backoffOf(config)).max);
}
