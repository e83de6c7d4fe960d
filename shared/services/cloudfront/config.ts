import { z } from 'zod';
import { choice, count, duration, share, size } from '#shared/model/field';
import { plans } from './plans';
import { edges } from './edges';

const ORIGIN = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html';
const CUSTOM =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html';
const ERRORS = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html';
const PRICES = 'https://aws.amazon.com/cloudfront/pricing/';
const asOf = '2026-11-23';

const labels = <Id extends string>(all: Readonly<Record<Id, { readonly label: string }>>): Record<Id, string> =>
  Object.fromEntries(Object.entries<{ readonly label: string }>(all).map(([id, { label }]) => [id, label])) as Record<
    Id,
    string
  >;

export const config = z.looseObject({
  cacheHitRatio: share(
    {
      title: 'Cache hit ratio',
      help: 'Of the requests that can be cached, the share that an edge answers without asking the origin.',
      max: 1,
      defaultFrom: 'assumption',
    },
    0.8,
  ),
  cacheableShare: share(
    {
      title: 'GET and HEAD',
      help: 'Share of the requests that can be cached at all: CloudFront caches answers to GET and HEAD, never to POST or PUT.',
      max: 1,
      defaultFrom: 'assumption',
      source: CUSTOM,
      asOf,
    },
    1,
  ),
  responseSize: size(
    { title: 'Response size', help: 'Mean size of an answer.', min: 0, max: 1e12, defaultFrom: 'assumption' },
    20_480,
  ),
  edge: choice(
    {
      title: 'Viewers are in',
      help: 'Where the viewers are, and so which edges serve them: requests and bytes have a price for each.',
      labels: labels(edges),
      defaultFrom: 'assumption',
      source: PRICES,
      asOf,
    },
    'us',
  ),
  plan: choice(
    {
      title: 'Pricing plan',
      help: 'By use, or a flat rate a month with an allowance of requests and bytes, which includes a web ACL.',
      labels: labels(plans),
      defaultFrom: 'assumption',
      source: PRICES,
      asOf,
    },
    'pay-as-you-go',
  ),
  responseTimeout: duration(
    {
      title: 'Origin response timeout',
      help: 'How long CloudFront waits for the origin’s answer before it tries again or answers 504.',
      min: 1,
      max: 120,
      whole: true,
      group: 'more',
      defaultFrom: 'aws',
      source: ORIGIN,
      asOf,
    },
    30,
  ),
  connectionAttempts: count(
    {
      title: 'Connection attempts',
      help: 'Also how often a GET or HEAD is sent to an origin that does not answer in time. Other methods are sent once.',
      min: 1,
      max: 3,
      group: 'more',
      defaultFrom: 'aws',
      source: CUSTOM,
      asOf,
    },
    3,
  ),
  errorCaching: duration(
    {
      title: 'Errors are cached for',
      help: 'An error of the origin (500, 502, 503, 504, 404) is served again from the cache for this long. 429 is never cached.',
      min: 0,
      max: 86_400,
      whole: true,
      group: 'more',
      defaultFrom: 'aws',
      source: ERRORS,
      asOf,
    },
    10,
  ),
  edgeTime: duration(
    {
      title: 'CloudFront’s own time',
      help: 'From the viewer’s request to the first byte, of an answer from the cache.',
      min: 0,
      max: 5,
      group: 'more',
      defaultFrom: 'assumption',
    },
    0.005,
  ),
});

export type DistributionConfig = z.infer<typeof config>;

/** Share of all requests that no edge answers: all that cannot be cached, and the misses of the rest. */
export function missShare({ cacheHitRatio, cacheableShare }: DistributionConfig): number {
  return 1 - cacheHitRatio * cacheableShare;
}
