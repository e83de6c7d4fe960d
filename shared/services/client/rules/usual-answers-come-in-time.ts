import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ClientConfig } from '../config';

export const usualAnswersComeInTime: ResourceRule<ClientConfig> = {
  id: 'client/usual-answers-come-in-time',
  title: 'a client waits longer than an answer takes on average',
  severity: 'error',
  category: 'semantics',
  why: 'A client whose timeout is below the mean answer time gives up on most of its requests, although they are worked on and paid for.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report, { capacity }) {
    for (const { id: connection, kind, to } of outbound) {
      const answer = capacity?.connections.get(connection)?.outcome.latency ?? 0;
      if (kind.invocation !== 'synchronous' || answer <= config.timeout) continue;
      const needed = Math.ceil(answer * 2);
      report(
        { resource: id, field: 'timeout' },
        `${name} gives up after ${short(config.timeout)} s but ${to.resource.name} takes ${short(answer)} s on average: let it wait ${short(needed)} s`,
        set(`Set the timeout of ${name} to ${short(needed)} s`, { resource: id }, 'timeout', needed),
      );
      return;
    }
  },
};
