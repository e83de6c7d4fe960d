import type { ResourceRule } from '#shared/model/rule';
import type { StateMachineConfig } from '../config';

export const stateMachineHasTasks: ResourceRule<StateMachineConfig> = {
  id: 'step-functions/state-machine-has-tasks',
  title: 'a state machine has tasks',
  severity: 'warning',
  category: 'semantics',
  why: 'A state machine does nothing by itself: functions, queues, topics, buses and tables do its tasks. Without one, executions are paid for and nothing is done.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html',
  asOf: '2026-11-23',
  check({ id, name, inbound, outbound }, report) {
    if (inbound.length === 0 || outbound.length > 0) return;
    report(
      { resource: id },
      `executions of ${name} are started but it has no task: connect it to what is to be done, first things first`,
    );
  },
};
