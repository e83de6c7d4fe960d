import type { Contract, Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { routesOf } from './authorizers';
import type { ApiConfig } from './config';
import type { IntegrationConfig } from './route-config';

/** Routes of the API, in the order of the drawing. */
const routes = ({ from }: Pick<Connection, 'from'>): readonly IntegrationConfig[] =>
  routesOf(from.resource).map(({ config }) => config as unknown as IntegrationConfig);

/** Share of what a route admits that no stage cache answers. */
export function missShare({ from }: Pick<Connection, 'from'>): number {
  const { type, cacheHitRatio } = from.resource.config as ApiConfig;
  return type === 'REST' ? 1 - cacheHitRatio : 1;
}

/** Share of the API's requests that take a route: what it states, or an even part of what the others leave. */
export function trafficOf(connection: Pick<Connection<IntegrationConfig>, 'config' | 'from'>): number {
  const all = routes(connection);
  const stated = all.reduce((sum, { trafficShare }) => sum + (trafficShare ?? 0), 0);
  const open = all.filter(({ trafficShare }) => trafficShare === undefined).length;
  return connection.config.trafficShare ?? Math.max(0, 1 - stated) / Math.max(1, open);
}

/** Whether the API answers with the end of an execution: one that failed has status 200, which a REST API makes a 502. */
export const waitsForWorkflow = ({ to, kind }: Pick<Connection, 'to' | 'kind'>): boolean =>
  to.contract === 'start-workflow' && kind.invocation === 'synchronous';

/** Whether a mapping template puts the request's body into the call: not where it is passed on as it came. */
export const fillsTemplate = ({ to, kind }: Pick<Connection, 'to' | 'kind'>): boolean =>
  !PASSED_AS_IT_CAME.has(to.contract) && !(to.contract === 'invoke' && kind.invocation === 'synchronous');

const PASSED_AS_IT_CAME: ReadonlySet<Contract> = new Set<Contract>(['http', 'keep-objects']);

const LATE = { REST: '504', HTTP: '503', WEBSOCKET: 'with an error' } as const;

/** What an API answers when the integration timeout is over, after `answers`. */
export const lateAnswer = ({ apiType }: Terms<'integrate'>): string => LATE[apiType];
