import { expect, it } from 'vitest';
import { methodThrottlesOf, unreadMethodThrottle } from '#shared/model/usage-plan';

const read = (planMethods: string) => methodThrottlesOf({ planMethods });

it('reads throttles of methods, and takes the rate’s one second for a burst that is not stated', () => {
  expect(read('POST /orders 10/s burst 20, get orders/ 1/s, GET /items/{id}/ 2.5/s')).toEqual([
    { method: 'POST', path: '/orders', rate: 10, burst: 20 },
    { method: 'GET', path: '/items/{id}', rate: 2.5, burst: 3 },
  ]);
});

it('takes the first of several for one method', () => {
  expect(read('GET /a 10/s, get /a/ 20/s')).toEqual([{ method: 'GET', path: '/a', rate: 10, burst: 10 }]);
});

it.each(['ANY /orders 5/s', 'GET /orders', 'GET /orders 0/s', '/orders 5/s', 'GET /orders 5/s burst x'])(
  'names %s as no throttle of a method',
  (part) => {
    expect(unreadMethodThrottle({ planMethods: `GET /fine 1/s, ${part}` })).toBe(part);
  },
);

it('has nothing to name where all is read, or nothing is stated', () => {
  expect(unreadMethodThrottle({ planMethods: ' , GET /fine 1/s,' })).toBeUndefined();
  expect(unreadMethodThrottle({ planMethods: '' })).toBeUndefined();
});
