import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { TaskConfig } from '../task-config';
import { callbackOf } from '../tasks';
import { tokenHolders } from '../token-paths';

export const callbacksHaveOneSender: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/callbacks-have-one-sender',
  title: 'a callback by the function has one function that gets the token',
  severity: 'warning',
  category: 'semantics',
  why: 'A token counts once: the first SendTaskSuccess or SendTaskFailure ends the wait, and the next is refused. Where no function gets the token, the exported app sends nothing back, and the execution waits until its timeout.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html',
  asOf: '2026-11-28',
  check(connection, report) {
    const { id, from, to } = connection;
    if (callbackOf(connection)?.calledBackBy !== 'function') return;
    const holders = tokenHolders(connection);
    if (holders.length === 1) return;
    const names = listed(holders.map(({ fn }) => fn.name));
    report(
      { connection: id, field: 'calledBackBy' },
      holders.length === 0
        ? `the function is to call ${from.resource.name} back, but none gets the token behind ${to.resource.name}: draw it, or say that somebody else calls back`
        : `${names} get the token of ${from.resource.name} and each would call back, of which the first counts: let one of them get it, or say that somebody else calls back`,
      set('Somebody else calls back', { connection: id }, 'calledBackBy', undefined),
    );
  },
};
