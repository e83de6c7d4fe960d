import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { figure } from '#shared/model/figures';
import type { StateMachineConfig } from '../config';
import { LONGEST_EXPRESS } from '../starts';

/** A state writes at least that it was entered and that it was left. */
const EVENTS_PER_STATE = 2;

export const historyHoldsTheExecution: ResourceRule<StateMachineConfig> = {
  id: 'step-functions/history-holds-the-execution',
  title: 'the history of a Standard execution has room for its events',
  severity: 'error',
  category: 'limits',
  why: 'The history of a Standard execution takes 25,000 events, and each state writes two or more. The execution ends as failed when it is full. Long loops go on in a new execution, or run as a Distributed Map or as Express workflows, which keep no history.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report, { capacity, quota }) {
    if (config.type === 'express') return;
    const most = quota('step-functions/history-events');
    const states = config.furtherTransitions + outbound.length;
    const events = EVENTS_PER_STATE * states;
    if (events <= most) return;
    const duration = capacity?.resources.get(id)?.latency.value ?? config.furtherTime;
    const fitsExpress = duration <= quota(LONGEST_EXPRESS);
    report(
      { resource: id, field: 'furtherTransitions' },
      `an execution of ${name} enters ${figure(states)} states, which write ${figure(events)} events or more, but its history takes ${figure(most)}: go on in a new execution${fitsExpress ? ', or use Express' : ''}`,
      fitsExpress ? set(`Make ${name} an Express workflow`, { resource: id }, 'type', 'express') : undefined,
    );
  },
};
