import { set } from '#shared/model/remedy';
import type { AccountRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';

export const reservationsLeaveTheFloor: AccountRule<FunctionConfig> = {
  id: 'lambda/reservations-leave-the-floor',
  title: 'reservations leave 100 of the account’s concurrency unreserved',
  severity: 'error',
  category: 'limits',
  why: 'Reserved concurrency, and the provisioned concurrency of functions without a reservation, is taken from the account’s quota. Lambda refuses a reservation that would leave less than 100 for all other functions of the account and Region.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html',
  asOf: '2026-11-23',
  check(functions, report, { quota }) {
    const claimed = functions.reduce((sum, { config }) => sum + claim(config), 0);
    const account = quota('lambda/concurrent-executions');
    const floor = quota('lambda/unreserved-floor');
    const excess = claimed - (account - floor);
    if (excess <= 0 || claimed === 0) return;
    const greatest = functions.reduce((a, b) => (claim(b.config) > claim(a.config) ? b : a));
    const field = greatest.config.reservedConcurrency === undefined ? 'provisionedConcurrency' : 'reservedConcurrency';
    const lower = claim(greatest.config) - excess;
    // An account that has no more than the floor has nothing to reserve.
    const wayOut = excess < claimed ? `claim ${short(excess)} less` : 'claim none';
    report(
      { resource: greatest.id, field },
      `functions claim ${short(claimed)} of the account’s ${short(account)} concurrent executions, but ${short(floor)} must stay unreserved: ${wayOut}, or ask AWS for a higher quota`,
      lower >= 1
        ? set(`Lower ${greatest.name} to ${short(lower)}`, { resource: greatest.id }, field, lower)
        : undefined,
    );
  },
};

function claim({ reservedConcurrency, provisionedConcurrency }: FunctionConfig): number {
  return reservedConcurrency ?? provisionedConcurrency ?? 0;
}
