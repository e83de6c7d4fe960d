import type { ResourceRule } from '#shared/model/rule';
import type { StateMachineConfig } from '../config';
import { afterFailure, mayBeDone, tasksOf, undoingFrom, undoneBy } from '../tasks';

export const undoingRunsBackwards: ResourceRule<StateMachineConfig> = {
  id: 'step-functions/undoing-runs-backwards',
  title: 'undoing begins with what was done last',
  severity: 'warning',
  category: 'semantics',
  why: 'A failure leads to the first task that undoes something done before it, and all tasks that undo after that one run too. Unless they stand in the reverse order of what they undo, some undo what was never done: they refund a card that was not charged.',
  source: 'https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/saga-orchestration.html',
  asOf: '2026-11-23',
  check(resource, report) {
    const tasks = tasksOf(resource);
    const caught = tasks.forward.filter((task) => afterFailure(task, tasks) === 'undo');
    tasks.undo.forEach((undo, at) => {
      const undone = undoneBy(undo, tasks);
      if (!undone) return;
      const failing = caught.find((task) => undoingFrom(task, tasks) <= at && !mayBeDone(undone, task, tasks));
      if (!failing) return;
      report(
        { connection: undo.id, field: 'place' },
        `when ${failing.to.resource.name} fails for good ${undo.to.resource.name} runs for ${resource.name} although ${undone.to.resource.name} has done nothing yet: undo in the reverse order of the tasks`,
      );
    });
  },
};
