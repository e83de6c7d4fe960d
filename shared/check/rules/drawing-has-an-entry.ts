import type { GraphRule } from '#shared/model/rule';

export const drawingHasAnEntry: GraphRule = {
  id: 'check/drawing-has-an-entry',
  title: 'a drawing has a source of load',
  severity: 'info',
  category: 'semantics',
  why: 'Without a client or another entry nothing flows: no limit is used, no message moves and the bill counts only what is charged by the hour.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/concepts-event-driven-architectures.html',
  asOf: '2026-11-23',
  check({ resources }, report) {
    if (resources.length === 0) return;
    if (resources.some(({ service, config }) => service.entryRate(config) !== undefined)) return;
    report({}, 'nothing makes load: add a client and connect it to where requests or messages come in');
  },
};
