import { answersOf } from '#shared/model/outside';
import type { ConnectionRule } from '#shared/model/rule';
import { roughTime, short } from '#shared/model/wording';
import { lateShare } from '#shared/queueing/tail';
import type { ApiDestinationConfig } from '../target-config';

/** Share of late answers from which repetitions are no longer a curiosity. */
const NOTICEABLE = 0.01;

export const endpointAnswersInTime: ConnectionRule<ApiDestinationConfig, 'route', 'http'> = {
  id: 'eventbridge/endpoint-answers-in-time',
  title: 'an API destination answers within five seconds',
  severity: 'error',
  category: 'semantics',
  why: 'A rule waits five seconds for the answer of an API destination. A later one counts as a failed attempt, and the event is sent again although the endpoint works on it: the work is done twice, or many times.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html',
  asOf: '2026-11-23',
  check(connection, report, { quota }) {
    const { id, to } = connection;
    const patience = quota('eventbridge/api-destination-timeout');
    const late = lateShare(answersOf(connection), patience);
    if (late < NOTICEABLE) return;
    report(
      { connection: id },
      `${short(late * 100)} % of the answers of ${to.resource.name} take longer than ${roughTime(patience)}, and those events are sent again: let it answer 202 at once and work later, or put a queue and a function between`,
    );
  },
};
