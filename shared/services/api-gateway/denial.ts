import type { Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { perSecond } from '#shared/model/unit';

/** @param rate of one connection, per second */
export function denial(connection: Connection, rate: number): Spill {
  return {
    ends: 'caller',
    rate: perSecond(rate),
    connection: connection.id,
    story: 'the authorizer keeps the caller out, and nothing behind the API runs',
    seenAs: '401 Unauthorized or 403 Forbidden',
  };
}
