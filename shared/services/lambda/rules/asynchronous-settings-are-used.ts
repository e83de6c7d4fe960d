import { setting, together } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import { config as schema, type FunctionConfig } from '../config';
import { asynchronousTriggers } from '../triggers';

const defaults = schema.parse({});

export const asynchronousSettingsAreUsed: ResourceRule<FunctionConfig> = {
  id: 'lambda/asynchronous-settings-are-used',
  title: 'retries and event age are set for a function with asynchronous work',
  severity: 'info',
  category: 'semantics',
  why: 'Asynchronous retries and the maximum event age work on Lambda’s own queue. They do nothing for callers that wait, nor for event source mappings: those have settings of their own.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html',
  asOf: '2026-11-23',
  check(resource, report) {
    const { id, name, config, inbound } = resource;
    if (inbound.length === 0 || asynchronousTriggers(resource).length > 0) return;
    const stated = [
      ...(config.asyncRetryAttempts === defaults.asyncRetryAttempts ? [] : [`${config.asyncRetryAttempts} retries`]),
      ...(config.maximumEventAge === defaults.maximumEventAge
        ? []
        : [`an event age of ${durationText(config.maximumEventAge)}`]),
    ];
    if (stated.length === 0) return;
    report(
      {
        resource: id,
        field: config.asyncRetryAttempts === defaults.asyncRetryAttempts ? 'maximumEventAge' : 'asyncRetryAttempts',
      },
      `${name} sets ${stated.join(' and ')} for asynchronous events but gets none: they have no effect; set retries where the work comes from`,
      together(
        'Take the asynchronous settings away',
        setting({ resource: id }, 'asyncRetryAttempts', undefined),
        setting({ resource: id }, 'maximumEventAge', undefined),
      ),
    );
  },
};
