import type { ConnectionRule } from '#shared/model/rule';
import { set, setting, together } from '#shared/model/remedy';
import type { Config } from '#shared/model/graph';

export const busTakesSalesforceEvents: ConnectionRule<Config, 'transfer', 'put-events'> = {
  id: 'appflow/bus-takes-salesforce-events',
  title: 'a flow to an event bus carries change events of Salesforce',
  severity: 'error',
  category: 'semantics',
  why: 'EventBridge is a destination of flows that Salesforce’s change events trigger, and of no others. Records of other sources go to a bucket, whose objects can be events too.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/EventBridge.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    if (from.terms.carriesChangeEvents) return;
    const { name, id: flow } = from.resource;
    report(
      { connection: id },
      `${name} carries no change events of Salesforce, so that ${to.resource.name} cannot be its destination: let Salesforce’s events trigger it, or write to a bucket`,
      from.terms.fromBucket
        ? undefined
        : together(
            `Let Salesforce’s events trigger ${name}`,
            setting({ resource: flow }, 'source', 'salesforce'),
            set('', { resource: flow }, 'trigger', 'event').edit,
          ),
    );
  },
};
