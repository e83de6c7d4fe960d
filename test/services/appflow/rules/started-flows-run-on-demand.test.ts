import { startedFlowsRunOnDemand } from '#shared/services/appflow/rules/started-flows-run-on-demand';
import { aClient, aFlow, aFunction, aSchedule, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(startedFlowsRunOnDemand, {
  valid: {
    'a schedule that starts a flow on demand': [
      aSchedule('nightly'),
      aFlow('flow', { trigger: 'on-demand' }),
      joined('scheduler/run-target', 'nightly', 'flow'),
    ],
  },
  invalid: {
    'code that starts a flow by schedule': {
      drawn: [aFunction(), aFlow(), joined('lambda/start-run', 'worker', 'flow')],
      message: 'worker starts flow, which runs by schedule: the call only activates it, so let it run on demand',
      at: { resource: 'flow', field: 'trigger' },
      remedy: 'Let flow run on demand',
    },
    'a client that starts a flow on events': {
      drawn: [aClient(), aFlow('flow', { trigger: 'event' }), joined('client/start-run', 'client', 'flow')],
      message: 'client starts flow, which runs on events: the call only activates it, so let it run on demand',
      at: { resource: 'flow', field: 'trigger' },
      remedy: 'Let flow run on demand',
    },
  },
});
