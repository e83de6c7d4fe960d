/** Target: the rules over a drawing of 1,000 resources in at most 60 ms. */
import { bench, describe } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { check } from '#shared/check/check';
import { services } from '#shared/services/registry';
import { aClient, aFunction, aGraph, anApi, aQueue, aTopic, joined, numbered } from '../support/builders';

/** 125 times client → API → function → topic → queue (with dead-letter queue) and function. */
const graph = aGraph(
  ...numbered(125, (n) => [
    aClient(`shop-${n}`, { rate: 10, httpAttempts: 3 }),
    anApi(`api-${n}`),
    aFunction(`order-${n}`),
    aTopic(`events-${n}`),
    aQueue(`jobs-${n}`),
    aQueue(`jobs-${n}-failed`),
    aFunction(`worker-${n}`),
    aFunction(`notify-${n}`),
    joined('client/http-request', `shop-${n}`, `api-${n}`),
    joined('api-gateway/lambda-proxy', `api-${n}`, `order-${n}`),
    joined('lambda/publish', `order-${n}`, `events-${n}`),
    joined('sns/queue-subscription', `events-${n}`, `jobs-${n}`),
    joined('sns/function-subscription', `events-${n}`, `notify-${n}`),
    joined('lambda/queue-event-source', `jobs-${n}`, `worker-${n}`),
    joined('sqs/redrive', `jobs-${n}`, `jobs-${n}-failed`),
  ]),
);
const capacity = assessCapacity(graph, services, { loadFactor: 1 });

describe('1,000 resources', () => {
  bench('check', () => {
    check(graph, services, { capacity });
  });
});
