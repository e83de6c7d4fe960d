/** What a web ACL stands in front of. */
import { z } from 'zod';
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { protectsRules } from './rules/index';
import { wiring } from './wiring';

const VERSUS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html';
const asOf = '2026-11-23';

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'waf/protects',
    title: 'Protects',
    from: 'filter',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: z.looseObject({}),
    summary: 'Requests that no rule blocks pass on.',
    refuses: (_, { webAcl, isFilter, sockets }) =>
      webAcl === 'none'
        ? {
            why: isFilter
              ? 'a distribution or a stage has one web ACL, and a web ACL protects no other'
              : 'a web ACL attaches to distributions and to stages of REST APIs, not to an HTTP or a WebSocket API',
            instead: isFilter
              ? 'put the rules of both into one'
              : `put CloudFront with the web ACL in front${sockets ? '' : ', or use a REST API'}`,
            source: VERSUS,
            asOf,
          }
        : undefined,
    behaviour: ({ to }) => ({
      mechanism: 'rules of the web ACL, before the request is taken',
      retriedBy: 'nobody',
      attempts: 1,
      delivery: 'at most once',
      ordering: 'none',
      onThrottle: 'what stands behind answers the refusal itself, and it goes to the client as it is',
      throttleSeenAs: '429 Too Many Requests',
      onFailure: 'the answer of what stands behind goes to the client as it is',
      permission:
        to.terms.webAcl === 'global'
          ? 'the web ACL is the distribution’s, made in us-east-1'
          : 'the web ACL is associated with the stage',
    }),
    rules: protectsRules,
    cdk: wiring.protects,
  }),
];
