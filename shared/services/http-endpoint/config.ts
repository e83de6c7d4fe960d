import { z } from 'zod';
import { count, distribution, duration, flag, rate, share, size, text } from '#shared/model/field';

export const config = z.looseObject({
  url: text(
    {
      title: 'URL',
      help: 'Where the exported code finds it.',
      defaultFrom: 'assumption',
    },
    'https://partner.example.com/webhook',
  ),
  answerTime: distribution(
    {
      title: 'Answer time',
      help: 'From the request to the answer, as its callers measure it.',
      min: 0,
      max: 900,
      defaultFrom: 'assumption',
    },
    { distribution: 'lognormal', mean: 0.3, scv: 1 },
  ),
  rate: rate(
    {
      title: 'Requests that it takes',
      help: 'Its rate limit for you, as its owner states it. Beyond it: 429 Too Many Requests.',
      min: 0.01,
      max: 1_000_000,
      unset: 'as many as come',
    },
    undefined,
  ),
  burst: count(
    {
      title: 'Burst',
      help: 'Requests that it takes at once before the rate limit holds.',
      min: 1,
      max: 1_000_000,
      group: 'more',
      unset: 'as the rate',
    },
    undefined,
  ),
  errorRate: share(
    {
      title: 'Error share',
      help: 'Share of the requests that it answers with a 5xx status.',
      defaultFrom: 'assumption',
    },
    0,
  ),
  isIdempotent: flag(
    {
      title: 'Recognises repeated requests',
      help: 'It takes an idempotency key, and does not do a repeated request twice.',
      defaultFrom: 'assumption',
    },
    false,
  ),
  timeout: duration(
    {
      title: 'Longest answer',
      help: 'After this time it gives the request up.',
      min: 0.1,
      max: 3600,
      group: 'more',
      defaultFrom: 'assumption',
    },
    30,
  ),
  maximumBody: size(
    {
      title: 'Largest body',
      min: 1,
      max: 104_857_600,
      group: 'more',
      defaultFrom: 'assumption',
    },
    1_048_576,
  ),
});

export type EndpointConfig = z.infer<typeof config>;

/** The token bucket of its rate limit; undefined where it takes as many as come. */
export function bucketOf({
  rate: refill,
  burst,
}: EndpointConfig): { readonly rate: number; readonly burst: number } | undefined {
  return refill === undefined ? undefined : { rate: refill, burst: burst ?? Math.max(1, refill) };
}
