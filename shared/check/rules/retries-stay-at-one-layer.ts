import type { Connection } from '#shared/model/graph';
import type { GraphRule } from '#shared/model/rule';

/** Attempts of the innermost call for one request from outside, from which a short failure becomes an overload. */
const TOO_MANY = 9;

export const retriesStayAtOneLayer: GraphRule = {
  id: 'check/retries-stay-at-one-layer',
  title: 'a request is tried again at one layer only',
  severity: 'warning',
  category: 'reliability',
  why: 'Each layer that tries again multiplies the attempts of all layers behind it: three attempts at each of two layers are nine calls of the innermost function for one request, just when it has no room. Let one layer try again, best the outermost that can wait.',
  source:
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_mitigate_interaction_failure_limit_retries.html',
  asOf: '2026-11-23',
  check(graph, report) {
    const layersTo = layersOf();
    for (const connection of graph.connections) {
      if (!runsCode(connection) || attempts(connection) < 2) continue;
      // The innermost call that tries again tells the whole story.
      if (connection.to.resource.outbound.some((next) => runsCode(next) && attempts(next) > 1)) continue;
      const layers = layersTo(connection);
      const total = product(layers);
      if (layers.length < 2 || total < TOO_MANY) continue;
      const [outermost] = layers;
      const factors = layers.map((each) => `${attempts(each)} by ${each.from.resource.name}`).join(' × ');
      report(
        { connection: connection.id },
        `one request of ${outermost?.from.resource.name} may call ${connection.to.resource.name} ${total} times when it refuses (${factors}): let one layer try again and give the others 1 attempt`,
      );
    }
  },
};

const runsCode = ({ kind, to }: Connection): boolean =>
  kind.invocation === 'synchronous' && kind.role === 'work' && (to.contract === 'invoke' || to.contract === 'http');

function attempts(connection: Connection): number {
  const behaviour = connection.kind.behaviour(connection);
  return behaviour.retriedBy === 'caller' ? (behaviour.attempts ?? 1) : 1;
}

/** The way with the most attempts that leads to a call, as the calls on it that try again, outermost first. */
function layersOf(): (connection: Connection) => readonly Connection[] {
  const known = new Map<string, readonly Connection[]>();
  const open = new Set<string>();
  const layersTo = (connection: Connection): readonly Connection[] => {
    const before = known.get(connection.id);
    if (before) return before;
    // A loop of calls is for another rule; here it ends.
    if (open.has(connection.id)) return [];
    open.add(connection.id);
    let most: readonly Connection[] = [];
    for (const outer of connection.from.resource.inbound) {
      if (!runsCode(outer)) continue;
      const layers = layersTo(outer);
      if (product(layers) > product(most)) most = layers;
    }
    open.delete(connection.id);
    const layers = attempts(connection) > 1 ? [...most, connection] : most;
    known.set(connection.id, layers);
    return layers;
  };
  return layersTo;
}

function product(layers: readonly Connection[]): number {
  return layers.reduce((total, each) => total * attempts(each), 1);
}
