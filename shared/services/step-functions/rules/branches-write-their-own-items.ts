import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { type Task, tasksOf } from '../tasks';

export const branchesWriteTheirOwnItems: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/branches-write-their-own-items',
  title: 'branches at once write no item of each other',
  severity: 'warning',
  category: 'semantics',
  why: 'PutItem replaces an item of the same key whole. Tasks put their item under the name of the execution: of two branches that put one into the same table, the one that happens to be later is kept, and the other is gone.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html',
  asOf: '2026-11-27',
  check(connection, report) {
    const { id, config, from, to } = connection;
    if (config.runs === 'undo' || config.branch === 'none' || !writes(connection)) return;
    const { steps } = tasksOf(from.resource);
    const branches = steps.flatMap((step) => (step.kind === 'parallel' ? [step.branches] : []));
    const mine = branches.find((each) => each.flat().some((task) => task.id === id)) ?? [];
    const at = mine.findIndex((branch) => branch.some((task) => task.id === id));
    const rival = mine
      .slice(0, Math.max(0, at))
      .flat()
      .find((task) => task.to.resource.id === to.resource.id && writes(task));
    if (!rival) return;
    report(
      { connection: id },
      `branches ${rival.config.branch} and ${config.branch} in place ${config.place} of ${from.resource.name} put their item into ${to.resource.name} at once, both under the name of the execution, so that one is lost: write once after them, or to two tables`,
    );
  },
};

const writes = ({ kind, config }: Pick<Task, 'kind' | 'config'>): boolean => kind.accesses(config)?.does === 'write';
