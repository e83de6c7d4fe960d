import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { type Task, tasksOf } from '../tasks';

export const placesDiffer: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/places-differ',
  title: 'each task has a place of its own',
  severity: 'warning',
  category: 'semantics',
  why: 'Tasks run one after the other in the order of their places, or at once in branches of one place. Two in the same place of which one is in no branch, or both in the same, run in an order that nobody chose.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html',
  asOf: '2026-11-27',
  check({ id, config, from, to }, report) {
    const list = listOf(config, tasksOf(from.resource));
    const before = list.slice(
      0,
      list.findIndex((task) => task.id === id),
    );
    const rival = before.find((task) => areInOnePlace(task.config, config));
    if (!rival) return;
    if (config.branch !== 'none' && config.branch === rival.config.branch) {
      const branch = list.filter((task) => task.config.place === config.place && task.config.branch === config.branch);
      const next = 1 + Math.max(...branch.map((task) => task.config.placeInBranch));
      report(
        { connection: id, field: 'placeInBranch' },
        `${to.resource.name} and ${rival.to.resource.name} are both in place ${config.placeInBranch} of branch ${config.branch} in place ${config.place} of ${from.resource.name}: say which comes first`,
        next <= 1000
          ? set(`Put ${to.resource.name} in place ${next} of its branch`, { connection: id }, 'placeInBranch', next)
          : undefined,
      );
      return;
    }
    const free = 1 + Math.max(...list.map((task) => task.config.place));
    report(
      { connection: id, field: 'place' },
      `${to.resource.name} and ${rival.to.resource.name} are both in place ${config.place} of ${from.resource.name}: say which comes first, or give each a branch to run them at once`,
      free <= 1000 ? set(`Put ${to.resource.name} in place ${free}`, { connection: id }, 'place', free) : undefined,
    );
  },
};

function areInOnePlace(one: TaskConfig, other: TaskConfig): boolean {
  if (one.place !== other.place) return false;
  if (one.branch !== other.branch) return one.branch === 'none' || other.branch === 'none';
  return one.branch === 'none' || one.placeInBranch === other.placeInBranch;
}

const listOf = ({ runs }: TaskConfig, tasks: ReturnType<typeof tasksOf>): readonly Task[] => tasks[runs];
