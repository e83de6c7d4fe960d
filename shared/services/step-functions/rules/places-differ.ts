import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { type Task, tasksOf } from '../tasks';

export const placesDiffer: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/places-differ',
  title: 'each task has a place of its own',
  severity: 'warning',
  category: 'semantics',
  why: 'Tasks run one after the other in the order of their places. Two in the same place run in the order of their ids, which nobody chose.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report) {
    const list = listOf(config, tasksOf(from.resource));
    const before = list.slice(
      0,
      list.findIndex((task) => task.id === id),
    );
    const rival = before.find((task) => task.config.place === config.place);
    if (!rival) return;
    const free = 1 + Math.max(...list.map((task) => task.config.place));
    report(
      { connection: id, field: 'place' },
      `${to.resource.name} and ${rival.to.resource.name} are both in place ${config.place} of ${from.resource.name}: say which comes first`,
      free <= 1000 ? set(`Put ${to.resource.name} in place ${free}`, { connection: id }, 'place', free) : undefined,
    );
  },
};

const listOf = ({ runs }: TaskConfig, tasks: ReturnType<typeof tasksOf>): readonly Task[] => tasks[runs];
