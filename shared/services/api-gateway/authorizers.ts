/**
 * Who is asked before a request goes on: throttles come first, then the authorizer, then the stage cache and the
 * integration. A WebSocket API asks when a client connects, and never again.
 */
import type { Connection, Resource } from '#shared/model/graph';
import type { AuthorizerConfig } from './authorizer-config';
import type { ApiConfig } from './config';

export type Authorizer = Connection<AuthorizerConfig, 'authorize', 'invoke'>;

const isRoute = ({ from }: Pick<Connection, 'from'>): boolean => from.contract === 'integrate';
const isAuthorizer = ({ from }: Pick<Connection, 'from'>): boolean => from.contract === 'authorize';

/** Where an API passes on what it takes, in the order of the drawing. */
export const routesOf = ({ outbound }: Pick<Resource, 'outbound'>): readonly Connection[] => outbound.filter(isRoute);

/** The authorizers that are drawn: the first one counts. */
export const authorizersOf = ({ outbound }: Pick<Resource, 'outbound'>): readonly Authorizer[] =>
  outbound.filter(isAuthorizer) as unknown as readonly Authorizer[];

/** Whether a route of an API that has an authorizer lets in only whom it lets in. */
export function isGuarded({ config }: Pick<Connection, 'config'>, type: ApiConfig['type']): boolean {
  return type === 'WEBSOCKET' ? config['routeKey'] === '$connect' : config['isOpen'] !== true;
}

/** Seconds for which a result counts. */
export const timeToLive = ({ resultTtl }: AuthorizerConfig, type: ApiConfig['type']): number =>
  type === 'WEBSOCKET' ? 0 : resultTtl;
