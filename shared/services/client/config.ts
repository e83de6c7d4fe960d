import { z } from 'zod';
import { choice, count, duration, flag, rate, size } from '#shared/model/field';

const RETRIES = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html';
const asOf = '2026-11-23';

export const config = z.looseObject({
  rate: rate(
    {
      title: 'Requests',
      help: 'Mean rate of fresh requests, before any retry. The load dial multiplies it.',
      min: 0,
      max: 10_000_000,
      defaultFrom: 'assumption',
    },
    100,
  ),
  payload: size(
    { title: 'Payload', help: 'Mean size of a request body.', min: 0, max: 104_857_600, defaultFrom: 'assumption' },
    1024,
  ),
  timeout: duration(
    {
      title: 'Timeout',
      help: 'How long one attempt waits for an answer before it counts as failed.',
      min: 0.001,
      max: 3600,
      defaultFrom: 'assumption',
    },
    30,
  ),
  httpAttempts: count(
    {
      title: 'HTTP attempts',
      help: 'Attempts in all of a plain HTTP request. Browsers, curl and HTTP libraries do not retry unless told to.',
      min: 1,
      max: 20,
      defaultFrom: 'assumption',
    },
    1,
  ),
  retryMode: choice(
    {
      title: 'SDK retry mode',
      help: 'How the AWS SDK or CLI tries again. The rules changed in November 2026.',
      labels: {
        standard: 'Standard (since November 2026)',
        'standard-before-2026': 'Standard (before)',
        legacy: 'Legacy (CLI v1, boto3)',
        none: 'No retries',
      },
      defaultFrom: 'aws',
      source: RETRIES,
      asOf,
    },
    'standard',
  ),
  sdkAttempts: count(
    {
      title: 'SDK attempts',
      help: 'Attempts in all of an SDK or CLI call. Unset: the mode decides (standard 3, legacy 5, none 1).',
      min: 1,
      max: 20,
      group: 'more',
      unset: 'as the mode says',
      source: RETRIES,
      asOf,
    },
    undefined,
  ),
  inVpc: flag(
    {
      title: 'Inside the VPC',
      help: 'Runs inside the VPC, or reaches it by VPN or Direct Connect: needed for private APIs.',
      group: 'more',
      defaultFrom: 'assumption',
    },
    false,
  ),
});

export type ClientConfig = z.infer<typeof config>;

/** Attempts in all of an SDK call under a configuration (source: RETRIES, as of 2026-11-23). */
export function sdkAttempts({ retryMode, sdkAttempts: chosen }: ClientConfig): number {
  if (chosen !== undefined) return chosen;
  if (retryMode === 'none') return 1;
  return retryMode === 'legacy' ? 5 : 3;
}
