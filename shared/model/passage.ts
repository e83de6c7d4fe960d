/** Where work goes on: which connections what comes in by another can leave by. */
import type { Connection } from './graph';

/** Connections by which work that comes along `connection` may leave its receiver. */
export function onward(connection: Connection): readonly Connection[] {
  const { service, outbound } = connection.to.resource;
  return outbound.filter((next) => service.passesOn?.(connection, next) ?? true);
}
