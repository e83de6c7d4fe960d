import { stateMachineHasTasks } from '#shared/services/step-functions/rules/state-machine-has-tasks';
import { aClient, aQueue, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const started = [aClient('app'), aStateMachine('order'), joined('client/start-execution', 'app', 'order')];

testRule(stateMachineHasTasks, {
  valid: {
    'one with a task': [...started, aQueue('mails'), joined('step-functions/send-message', 'order', 'mails')],
    'one that nothing starts': [aStateMachine('order')],
  },
  invalid: {
    'one that is started and does nothing': {
      drawn: started,
      message:
        'executions of order are started but it has no task: connect it to what is to be done, first things first',
      at: { resource: 'order' },
    },
  },
});
