import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type FunctionConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { disturbed } from './disturbed';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { accountRules, rules } from './rules/index';
import { actor } from './simulation';

export const lambda = defineService<FunctionConfig>({
  id: 'lambda',
  title: 'AWS Lambda function',
  shortTitle: 'Function',
  category: 'compute',
  summary: 'Runs code for each request, message or batch.',
  keywords: ['function', 'code', 'worker', 'handler', 'consumer', 'compute'],
  defaultName: 'function',
  config,
  ports,
  connections,
  quotas,
  pools,
  rules,
  accountRules,
  loopGuard: {
    stopsAfter: 16,
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html',
    asOf: '2026-11-23',
  },
  cardLine: ({ memory, timeout, reservedConcurrency }) =>
    `${memory} MB · ${timeout} s${reservedConcurrency === undefined ? '' : ` · reserved ${reservedConcurrency}`}`,
  reactions: () => ({
    failures: ['errors', 'slowness', 'cold-start-storm', 'consumer-stopped'],
    quotas: ['lambda/concurrent-executions', 'lambda/environments-per-second', 'lambda/environment-burst'],
  }),
  capacity,
  disturbed,
  usage,
  cdk,
  actor,
});
