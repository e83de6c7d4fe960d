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
    const answers = outbound
      .filter(({ kind }) => kind.invocation === 'synchronous')
      .map(({ id: connection, to }) => ({
        name: to.resource.name,
        time: capacity?.connections.get(connection)?.outcome.latency ?? 0,
      }));
    const slowest = answers.toSorted((a, b) => b.time - a.time)[0];
    if (!slowest || slowest.time <= config.timeout) return;
    const needed = Math.ceil(slowest.time * 2);
    report(
      { resource: id, field: 'timeout' },
      `${name} gives up after ${short(config.timeout)} s but ${slowest.name} takes ${short(slowest.time)} s on average: let it wait ${short(needed)} s`,
      set(`Set the timeout of ${name} to ${short(needed)} s`, { resource: id }, 'timeout', needed),
    );
  },
};
