/** Origins: where a distribution gets what its edges do not have. */
import { z } from 'zod';
import { type Behaviour, type ConnectionKind, defineConnection } from '#shared/model/connection';
import { share, text } from '#shared/model/field';
import { functionOriginRules, httpOriginRules } from './rules/index';
import { wiring } from './wiring';

const BEHAVIOURS =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html';
const LIMITS = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html';
const PRIVATE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html';
const asOf = '2026-11-23';

const config = z.looseObject({
  pathPattern: text(
    {
      title: 'Path pattern',
      help: 'Requests that this origin answers, for example /api/*. One origin has *: what no other pattern matches.',
      defaultFrom: 'aws',
      source: BEHAVIOURS,
      asOf,
    },
    '*',
  ),
  trafficShare: share(
    {
      title: 'Share of the requests',
      help: 'Share of the distribution’s requests that match the pattern. Unset: the origins share what is left evenly.',
      unset: 'an even share',
    },
    undefined,
  ),
});
export type OriginConfig = z.infer<typeof config>;

const badge = ({ pathPattern }: OriginConfig): string | undefined => (pathPattern === '*' ? undefined : pathPattern);

interface Origin {
  readonly from: { readonly terms: { readonly attempts: number; readonly responseTimeout: number } };
  readonly to: { readonly terms: { readonly timeout: number } };
}

/** An origin that always gives up first is asked once. */
const attemptsOf = ({ from: { terms }, to }: Origin): number =>
  to.terms.timeout < terms.responseTimeout ? 1 : terms.attempts;

const fetched = (connection: Origin, permission: string): Behaviour => ({
  mechanism: 'origin request on a cache miss',
  retriedBy: attemptsOf(connection) > 1 ? 'caller' : 'nobody',
  attempts: attemptsOf(connection),
  delivery: attemptsOf(connection) > 1 ? 'at least once' : 'at most once',
  ordering: 'none',
  onThrottle:
    'the origin’s 429 goes on to the viewer and is never cached; a 503 is served again from the cache for a while',
  throttleSeenAs: '429 or 503, as the origin answers',
  onFailure:
    'the error goes on to the viewer, and to all who ask for the same in the next seconds. An origin that does not answer is asked again (GET and HEAD), then the viewer gets 504',
  permission,
});

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'cloudfront/http-origin',
    title: 'Origin',
    from: 'fetch',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'What no edge has in its cache is fetched from the API or the endpoint.',
    refuses(_, { reach, distribution, isFilter }) {
      if (isFilter) {
        return {
          why: 'a web ACL answers nothing: it is no origin',
          instead: 'draw the web ACL in front of the distribution, or between a client and the API',
          source: LIMITS,
          asOf,
        };
      }
      if (distribution === 'itself') {
        return {
          why: 'a distribution behind another one caches the same twice, and AWS refuses more than two in a chain',
          instead: 'give one distribution all the origins',
          source: LIMITS,
          asOf,
        };
      }
      if (reach === 'public') return undefined;
      return {
        why: 'a private API is reached from inside a VPC only, and CloudFront is outside',
        instead: 'make the API regional, and let only the distribution call it',
        source: PRIVATE,
        asOf,
      };
    },
    behaviour: (connection) => fetched(connection, 'none: the origin is public'),
    badge,
    rules: httpOriginRules,
    cdk: wiring.httpOrigin,
  }),
  defineConnection({
    id: 'cloudfront/function-url-origin',
    title: 'Function URL as origin',
    from: 'fetch',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'What no edge has in its cache is fetched from the function’s own URL, with signed requests.',
    behaviour: (connection) =>
      fetched(
        connection,
        connection.to.terms.urlAuthorization === 'NONE'
          ? 'none: anyone may call the URL, past CloudFront too'
          : 'lambda:InvokeFunctionUrl and lambda:InvokeFunction for this distribution (origin access control)',
      ),
    badge,
    rules: functionOriginRules,
    cdk: wiring.functionUrlOrigin,
  }),
  defineConnection({
    id: 'cloudfront/bucket-origin',
    title: 'Bucket as origin',
    from: 'fetch',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'What no edge has in its cache is read from the bucket, which nobody else reaches.',
    behaviour: ({ from }) => ({
      mechanism: 'GetObject on a cache miss, signed by origin access control',
      retriedBy: 'caller',
      attempts: from.terms.attempts,
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'the bucket’s 503 goes on to the viewer and is served again from the cache for a while',
      throttleSeenAs: '503 SlowDown',
      onFailure: 'the error goes on to the viewer; an object that is not there is 404, which is cached too',
      permission: 's3:GetObject for this distribution in the bucket’s policy',
    }),
    accesses: () => ({ does: 'read', consistency: 'strong' }),
    badge,
    rules: [],
    cdk: wiring.bucketOrigin,
  }),
];
