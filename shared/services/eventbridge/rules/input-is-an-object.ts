import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { readInput } from '../pattern';
import type { TargetConfig } from '../target-config';

export const inputIsAnObject: ConnectionRule<TargetConfig, 'route'> = {
  id: 'eventbridge/input-is-an-object',
  title: 'an input of your own is a JSON object',
  severity: 'error',
  category: 'semantics',
  why: 'An input transformer builds the target’s input from a template. One that is not JSON cannot be exported.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html',
  asOf: '2026-11-23',
  check({ id, config: { input, inputTemplate = '' }, to }, report) {
    if (input !== 'object' || readInput(inputTemplate)) return;
    report(
      { connection: id, field: 'inputTemplate' },
      `the input of ${to.resource.name} is not a JSON object: write it like {"order": "$.detail.id"}`,
      set('Send the whole event', { connection: id }, 'input', undefined),
    );
  },
};
