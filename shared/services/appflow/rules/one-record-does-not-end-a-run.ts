import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { FlowConfig } from '../config';
import { endedShare, recordsOf } from '../runs';

/** Share of the runs from which on it is worth saying. */
const MANY = 0.01;

export const oneRecordDoesNotEndARun: ResourceRule<FlowConfig> = {
  id: 'appflow/one-record-does-not-end-a-run',
  title: 'an invalid record does not end the whole run',
  severity: 'warning',
  category: 'reliability',
  why: 'A validation either leaves the record out or ends the run, which then writes nothing. Of many records nearly every run has one that is invalid: with one in ten thousand, six of ten runs over 10,000 records fail.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/flows.html',
  asOf: '2026-11-27',
  check({ id, name, config }, report, { capacity }) {
    const ended = endedShare(config, recordsOf(config, capacity?.loadFactor ?? 1));
    if (ended < MANY) return;
    report(
      { resource: id, field: 'validation' },
      `${Math.round(ended * 100)} % of the runs of ${name} end at an invalid record and write nothing, valid records neither: leave the invalid ones out instead`,
      set(`Leave invalid records of ${name} out`, { resource: id }, 'validation', 'drop'),
    );
  },
};
