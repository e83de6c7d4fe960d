import type { Contract, ContractTerms } from '#shared/model/contract';
import type { Connection, Graph, Resource } from '#shared/model/graph';
import { set } from '#shared/model/remedy';
import type { GraphRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { fieldMaximum } from '../bounds';

/** The longest time that a resource may take to answer, and the resources that make it so. */
interface Answer {
  readonly longest: number;
  readonly by: readonly Resource[];
}

export const callersOutlastCallees: GraphRule = {
  id: 'check/callers-outlast-callees',
  title: 'a caller waits at least as long as an answer may take',
  severity: 'warning',
  category: 'reliability',
  why: 'A caller that gives up first gets an error although the work goes on, is paid for and may succeed. If it then tries again, the work is done twice. Time limits therefore have to grow from the innermost callee outwards.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html',
  asOf: '2026-11-23',
  check(graph, report) {
    const answers = longestAnswers(graph);
    for (const caller of graph.resources) {
      const worst = slowestCallee(caller, answers);
      if (!worst || worst.answer.longest <= worst.patience) continue;
      const { answer, patience, connection } = worst;
      const needed = Math.min(fieldMaximum(caller, 'timeout') ?? Infinity, Math.ceil(answer.longest) + 1);
      const behind = answer.by.slice(1).map(({ name }) => name);
      const because = behind.length === 0 ? '' : ` (${behind.join(', then ')} behind it)`;
      report(
        { resource: caller.id, field: 'timeout' },
        `${caller.name} gives up after ${short(patience)} s but ${connection.to.resource.name} may take ${short(answer.longest)} s to answer${because}: let it wait ${short(needed)} s, or shorten the timeout behind it`,
        set(`Set the timeout of ${caller.name} to ${needed} s`, { resource: caller.id }, 'timeout', needed),
      );
    }
  },
};

/** Contracts whose terms say how long the caller waits. */
const CALLERS = ['http-call', 'sdk-call', 'code-call'] as const;
type Caller = (typeof CALLERS)[number];

function isCaller(contract: Contract): contract is Caller {
  return (CALLERS as readonly Contract[]).includes(contract);
}

function slowestCallee(caller: Resource, answers: ReadonlyMap<string, Answer>) {
  let worst: { connection: Connection; answer: Answer; patience: number } | undefined;
  for (const connection of caller.outbound) {
    if (connection.kind.invocation !== 'synchronous' || !isCaller(connection.from.contract)) continue;
    const answer = answers.get(connection.to.resource.id);
    const { timeout: patience } = connection.from.terms as ContractTerms[Caller];
    if (answer && answer.longest > (worst?.answer.longest ?? 0)) worst = { connection, answer, patience };
  }
  return worst;
}

/** Code may use its whole timeout; what passes requests on answers when its backend does, at its timeout at the latest. */
function longestAnswers(graph: Graph): ReadonlyMap<string, Answer> {
  const known = new Map<string, Answer>();
  const open = new Set<string>();
  const answerOf = (resource: Resource): Answer | undefined => {
    const before = known.get(resource.id);
    if (before || open.has(resource.id)) return before;
    open.add(resource.id);
    const answer = work(resource, answerOf);
    open.delete(resource.id);
    if (answer) known.set(resource.id, answer);
    return answer;
  };
  for (const resource of graph.resources) answerOf(resource);
  return known;
}

function work(resource: Resource, answerOf: (callee: Resource) => Answer | undefined): Answer | undefined {
  const called = resource.inbound.find(
    ({ kind, to }) => kind.invocation === 'synchronous' && (to.contract === 'invoke' || to.contract === 'http'),
  );
  if (!called) return undefined;
  const { timeout } = called.to.terms as ContractTerms['invoke'] | ContractTerms['http'];
  if (called.to.contract === 'invoke') return { longest: timeout, by: [resource] };
  let behind: Answer | undefined;
  for (const { kind, to } of resource.outbound) {
    const answer = kind.invocation === 'synchronous' ? answerOf(to.resource) : undefined;
    if (answer && answer.longest > (behind?.longest ?? 0)) behind = answer;
  }
  return behind && { longest: Math.min(timeout, behind.longest), by: [resource, ...behind.by] };
}
