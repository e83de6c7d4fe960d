import fc from 'fast-check';
import { expect, it } from 'vitest';
import { erlangB } from '#shared/queueing/erlang-b';

/** The recurrence as the textbooks have it, from no server upwards. */
function upwards(servers: number, offered: number): number {
  let blocking = 1;
  for (let server = 1; server <= servers; server++) blocking = (offered * blocking) / (server + offered * blocking);
  return blocking;
}

it('agrees with the recurrence from below, for few servers and for tens of thousands', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50_000 }), fc.double({ min: 0.01, max: 3, noNaN: true }), (servers, load) => {
      const offered = Math.max(1, servers) * load;
      const expected = upwards(servers, offered);
      expect(Math.abs(erlangB(servers, offered) - expected)).toBeLessThanOrEqual(1e-11 * expected + 1e-290);
    }),
    { numRuns: 200 },
  );
});

it('falls with each part of a server and rises with the load', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 500, noNaN: true }),
      fc.double({ min: 0.1, max: 500, noNaN: true }),
      (servers, offered) => {
        expect(erlangB(servers + 0.25, offered)).toBeLessThanOrEqual(erlangB(servers, offered));
        expect(erlangB(servers, offered * 1.1)).toBeGreaterThanOrEqual(erlangB(servers, offered));
      },
    ),
  );
});
