import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { readInput, type TargetConfig } from '../target-config';

export const inputIsAnObject: ConnectionRule<TargetConfig, 'schedule'> = {
  id: 'scheduler/input-is-an-object',
  title: 'the input of a schedule is a JSON object',
  severity: 'error',
  category: 'semantics',
  why: 'The export adds to the input which schedule it is and for which time, by which code tells a repetition. An input that is no JSON object has no room for them and cannot be exported.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html',
  asOf: '2026-11-23',
  check({ id, config, to }, report) {
    if (readInput(config.input)) return;
    report(
      { connection: id, field: 'input' },
      `the input of ${to.resource.name} is not a JSON object: write it like {"report": "daily"}`,
      set('Send the schedule and its time only', { connection: id }, 'input', undefined),
    );
  },
};
