import { z } from 'zod';
import { choice, count, flag, share } from '#shared/model/field';
import { KIB } from '#shared/model/unit';

const LIMITS = 'https://docs.aws.amazon.com/waf/latest/developerguide/limits.html';
const RATE = 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html';
const PRICES = 'https://aws.amazon.com/waf/pricing/';
const asOf = '2026-11-23';

export const config = z.looseObject({
  rules: count(
    {
      title: 'Rules',
      help: 'Rules, rule groups and managed rule groups of the web ACL: each is charged by the month.',
      min: 0,
      max: 1000,
      defaultFrom: 'assumption',
      source: PRICES,
      asOf,
    },
    3,
  ),
  blockedShare: share(
    {
      title: 'Blocked by rules',
      help: 'Share of the requests that rules other than the rate rule block.',
      max: 1,
      defaultFrom: 'assumption',
    },
    0.01,
  ),
  hasRateRule: flag(
    {
      title: 'Rate rule',
      help: 'Blocks an address that sends more than a number of requests in a window of time.',
      source: RATE,
      asOf,
    },
    false,
  ),
  rateLimit: count(
    {
      title: 'Requests of one address',
      help: 'How many requests one address may send in the window.',
      min: 10,
      max: 2_000_000_000,
      appliesWhen: { field: 'hasRateRule', is: [true] },
      source: LIMITS,
      asOf,
    },
    2000,
  ),
  rateWindow: choice(
    {
      title: 'Window',
      labels: { '60': '1 minute', '120': '2 minutes', '300': '5 minutes', '600': '10 minutes' },
      appliesWhen: { field: 'hasRateRule', is: [true] },
      defaultFrom: 'aws',
      source: RATE,
      asOf,
    },
    '300',
  ),
  addresses: count(
    {
      title: 'Addresses',
      help: 'From how many addresses the requests come, evenly. The fewer, the sooner the rate rule blocks.',
      min: 1,
      max: 1_000_000_000,
      appliesWhen: { field: 'hasRateRule', is: [true] },
      defaultFrom: 'assumption',
    },
    1000,
  ),
  capacityUnits: count(
    {
      title: 'Capacity units (WCU)',
      help: 'What the rules cost to evaluate: 1,500 are in the price, 5,000 at most.',
      min: 1,
      max: 5000,
      group: 'more',
      defaultFrom: 'assumption',
      source: LIMITS,
      asOf,
    },
    1000,
  ),
  bodyLimit: choice(
    {
      title: 'Inspected body',
      help: 'How much of a body the rules see; what is beyond passes unseen, or is blocked where a rule says so.',
      labels: { '16': '16 KB', '32': '32 KB', '48': '48 KB', '64': '64 KB' },
      group: 'more',
      defaultFrom: 'aws',
      source: LIMITS,
      asOf,
    },
    '16',
  ),
  blocksOversize: flag(
    {
      title: 'Larger bodies are blocked',
      help: 'A rule with oversize handling MATCH blocks what it cannot see whole.',
      group: 'more',
      defaultFrom: 'assumption',
      source: LIMITS,
      asOf,
    },
    false,
  ),
});

export type WebAclConfig = z.infer<typeof config>;

export const inspectedBytes = ({ bodyLimit }: WebAclConfig): number => Number(bodyLimit) * KIB;

/** Requests a second that the rate rule lets through from all addresses together, sending evenly; Infinity without one. */
export function sustainedRate({ hasRateRule, rateLimit, rateWindow, addresses }: WebAclConfig): number {
  return hasRateRule ? (rateLimit / Number(rateWindow)) * addresses : Infinity;
}
