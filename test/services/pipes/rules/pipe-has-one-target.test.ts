import { pipeHasOneTarget } from '#shared/services/pipes/rules/pipe-has-one-target';
import { aBus, aFunction, aPipe, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(pipeHasOneTarget, {
  valid: {
    'an enrichment and a target': [
      aPipe(),
      aFunction(),
      aBus(),
      joined('pipes/enrich-by-function', 'pipe', 'worker'),
      joined('pipes/bus-target', 'pipe', 'bus'),
    ],
  },
  invalid: {
    'an enrichment alone': {
      drawn: [aPipe(), aFunction(), joined('pipes/enrich-by-function', 'pipe', 'worker')],
      message: 'pipe leads nowhere: draw a connection to its target',
      at: { resource: 'pipe' },
    },
    'two targets': {
      drawn: [
        aPipe(),
        aQueue(),
        aBus(),
        joined('pipes/queue-target', 'pipe', 'queue'),
        joined('pipes/bus-target', 'pipe', 'bus'),
      ],
      message: 'pipe leads to bus and queue, but a pipe has one target: put an event bus or a topic between',
      at: { resource: 'pipe' },
    },
    'two enrichments': {
      drawn: [
        aPipe(),
        aBus(),
        aFunction('a'),
        aFunction('b'),
        joined('pipes/bus-target', 'pipe', 'bus'),
        joined('pipes/enrich-by-function', 'pipe', 'a'),
        joined('pipes/enrich-by-function', 'pipe', 'b'),
      ],
      message: 'pipe is enriched by a and b, but a pipe has one enrichment: let one of them call the other',
      at: { resource: 'pipe' },
    },
  },
});
