/** Places where work can wait: between two of them it flows at once, so that they cut a drawing into stages. */
import { flowOrder } from '#shared/capacity/order';
import type { Solution } from '#shared/capacity/solve';
import type { Connection, Graph, Resource } from '#shared/model/graph';

export interface Store {
  /** Id of the resource that holds what waits. */
  readonly at: string;
  /** The connection by which it leaves; undefined where nothing takes it away. */
  readonly connection: Connection | undefined;
  /** `polled` by a consumer, `held` by a receiver that told its caller that it took the work, or `kept` for nobody. */
  readonly kind: 'polled' | 'held' | 'kept';
  /** Age at which what waits is gone, seconds; Infinity where nothing says so. */
  readonly expiresAfter: number;
}

/** Stores in the order in which work reaches them. */
export function storesOf(graph: Graph, { outcomes }: Solution): readonly Store[] {
  return flowOrder(graph).flatMap((resource): readonly Store[] => {
    const held = resource.inbound.flatMap((connection): readonly Store[] => {
      const expiresAfter = outcomes.get(connection.id)?.held?.expiresAfter;
      return expiresAfter === undefined ? [] : [{ at: resource.id, connection, kind: 'held', expiresAfter }];
    });
    const polled = resource.outbound
      .filter(({ kind }) => kind.invocation === 'poll')
      .map((connection): Store => ({
        at: resource.id,
        connection,
        kind: 'polled',
        expiresAfter: retentionOf(connection.from.terms),
      }));
    return [...held, ...polled, ...(keeps(resource) ? [kept(resource)] : [])];
  });
}

/** Whether it keeps messages for a consumer that is not drawn. */
function keeps({ service, inbound, outbound }: Resource): boolean {
  const lets = service.ports.some(({ side, contract }) => side === 'out' && contract === 'poll-queue');
  return lets && inbound.length > 0 && !outbound.some(({ kind }) => kind.invocation === 'poll');
}

function kept({ id, inbound }: Resource): Store {
  return { at: id, connection: undefined, kind: 'kept', expiresAfter: retentionOf(inbound[0]?.to.terms ?? {}) };
}

/** A term of contracts under which things wait. */
function retentionOf(terms: object): number {
  return 'retention' in terms && typeof terms.retention === 'number' ? terms.retention : Infinity;
}
