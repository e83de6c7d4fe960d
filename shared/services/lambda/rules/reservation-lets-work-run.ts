import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { FunctionConfig } from '../config';

export const reservationLetsWorkRun: ResourceRule<FunctionConfig> = {
  id: 'lambda/reservation-lets-work-run',
  title: 'a function with triggers may run',
  severity: 'error',
  category: 'semantics',
  why: 'Reserved concurrency 0 is the switch that stops a function: every synchronous call gets 429, mappings fetch in vain, and asynchronous events go to the failure destination without an attempt, or are lost.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
  asOf: '2026-11-23',
  check({ id, name, config, inbound }, report) {
    if (config.reservedConcurrency !== 0 || inbound.length === 0) return;
    report(
      { resource: id, field: 'reservedConcurrency' },
      `reserved concurrency is 0, so ${name} never runs: reserve 1 or more, or nothing`,
      set('Take the reservation away', { resource: id }, 'reservedConcurrency', undefined),
    );
  },
};
