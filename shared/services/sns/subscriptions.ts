/** The subscriptions of a topic, and the queues that keep what one of them did not get. */
import type { Connection, Resource } from '#shared/model/graph';

type Sides = Pick<Resource, 'outbound'>;

export const subscriptionsOf = ({ outbound }: Sides): readonly Connection[] =>
  outbound.filter(({ kind, from }) => from.contract === 'deliver' && kind.role === 'work');

export const deadLettersOf = ({ outbound }: Sides): readonly Connection[] =>
  outbound.filter(({ kind, from }) => from.contract === 'deliver' && kind.role === 'failure');

/** The one drawn for the subscription itself, else the one for all subscriptions of the topic. */
export function deadLetterOf({ id, from }: Connection): Connection | undefined {
  const drawn = deadLettersOf(from.resource);
  return (
    drawn.find(({ config }) => config['subscription'] === id) ??
    drawn.find(({ config }) => config['subscription'] === '')
  );
}
