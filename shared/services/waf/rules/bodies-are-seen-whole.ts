import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import { inspectedBytes, type WebAclConfig } from '../config';

/** Larger steps, in KB. */
const STEPS = [16, 32, 48, 64];

export const bodiesAreSeenWhole: ResourceRule<WebAclConfig> = {
  id: 'waf/bodies-are-seen-whole',
  title: 'the rules see the whole body of a request',
  severity: 'warning',
  category: 'security',
  why: 'Rules look at the first 16 KB of a body unless more is paid for, 64 KB at most. What lies beyond passes unseen, unless a rule blocks larger bodies.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/limits.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report, { capacity }) {
    const size = capacity?.resources.get(id)?.quantities['requestBytes'] ?? 0;
    if (config.blocksOversize || size <= inspectedBytes(config)) return;
    const step = STEPS.find((each) => each * 1024 >= size);
    report(
      { resource: id, field: step === undefined ? 'blocksOversize' : 'bodyLimit' },
      `requests have ${bytesText(size)} on average but the rules of ${name} see ${bytesText(inspectedBytes(config))}: ${step === undefined ? 'block what is larger' : `let them see ${step} KB, or block what is larger`}`,
      step === undefined
        ? set('Block larger bodies', { resource: id }, 'blocksOversize', true)
        : set(`Let them see ${step} KB`, { resource: id }, 'bodyLimit', String(step)),
    );
  },
};
