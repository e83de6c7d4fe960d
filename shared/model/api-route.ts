/** Routes of an API by method and path, as those see them who stand before it or call one of them. */
import type { Flow } from './capacity';
import type { Connection, Resource } from './graph';
import { total } from './total';

/** What an API says of a route. */
export interface ApiRoute {
  /** GET, POST and so on; ANY takes every method. */
  readonly method: string;
  /** With one slash before it and none behind. */
  readonly path: string;
  /** Share of the API’s requests that take it, 0 to 1; undefined for an even part of what the others leave. */
  readonly trafficShare?: number | undefined;
  /** The API’s authorizer, where it has one, is not asked. */
  readonly isOpen: boolean;
  /** Requests a second that it admits by a throttle of its own; undefined where the API’s holds. */
  readonly throttleRate?: number | undefined;
}

export interface DrawnRoute extends ApiRoute {
  readonly connection: Connection;
}

/** In the order of the drawing; none of a WebSocket API, whose messages take routes by their key. */
export function apiRoutesOf({ outbound }: Pick<Resource, 'outbound'>): readonly DrawnRoute[] {
  return outbound.flatMap((connection) => {
    const route = connection.kind.route(connection.config);
    return route === undefined ? [] : [{ connection, ...route }];
  });
}

/** Which routes several flows ask for together, as `Flow.byRoute` has it; undefined where none asks for one. */
export function byRouteOf(flows: readonly Pick<Flow, 'rate' | 'byRoute'>[]): Flow['byRoute'] {
  const rate = total(flows, (flow) => flow.rate);
  const shares = new Map<string, number>();
  for (const flow of flows) {
    for (const [id, share] of flow.byRoute ?? []) {
      shares.set(id, (shares.get(id) ?? 0) + (rate === 0 ? 0 : (share * flow.rate) / rate));
    }
  }
  return shares.size === 0 ? undefined : shares;
}
