import type { AccountRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { BusConfig } from '../config';

export const defaultBusIsDrawnOnce: AccountRule<BusConfig> = {
  id: 'eventbridge/default-bus-is-drawn-once',
  title: 'the default bus is drawn once',
  severity: 'error',
  category: 'semantics',
  why: 'An account has one default bus in each Region. Two that are drawn are the same bus: each gets the events and the rules of the other.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  asOf: '2026-11-23',
  check(buses, report) {
    const [first, second] = buses.filter(({ config }) => config.bus === 'default');
    if (!first || !second) return;
    report(
      { resource: second.id, field: 'bus' },
      `${listed([first.name, second.name])} are both the default bus, of which the account has one: draw it once, or make ${second.name} a custom bus`,
    );
  },
};
