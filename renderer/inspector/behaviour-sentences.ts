/** What a connection does, in sentences. The facts are the kind's own; only the grammar is ours. */
import type { Behaviour, Invocation, Role } from '#shared/model/connection';
import { time } from '../design/format';

const WAITS: Readonly<Record<Invocation, string>> = {
  synchronous: 'synchronous: the caller waits for the answer',
  asynchronous: 'asynchronous: the caller hands over and goes on',
  poll: 'polled: the consumer, or AWS for it, fetches the work',
};

const ROLES: Readonly<Record<Role, string>> = {
  work: '',
  failure: 'what failed for good is reported here',
  success: 'what succeeded is reported here',
};

export function invocationText(invocation: Invocation, role: Role): string {
  return role === 'work' ? WAITS[invocation] : ROLES[role];
}

/** `the SDK of the caller, up to 3 attempts`, `Lambda’s service, for up to 6 h`. */
export function retriesText({ retriedBy, attempts, retriedFor }: Behaviour): string {
  if (retriedBy === 'nobody') return 'nobody tries again';
  const who = { caller: 'the caller tries again', service: 'the service tries again', consumer: 'it is fetched again' };
  const bounds = [
    attempts === undefined ? '' : `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} in all`,
    retriedFor === undefined ? '' : `for up to ${time(retriedFor)}`,
  ].filter(Boolean);
  return bounds.length > 0 ? `${who[retriedBy]}, ${bounds.join(', ')}` : who[retriedBy];
}

export interface BehaviourFact {
  readonly title: string;
  readonly text: string;
}

export function behaviourFacts(behaviour: Behaviour, invocation: Invocation, role: Role): readonly BehaviourFact[] {
  const { mechanism, delivery, ordering, onThrottle, throttleSeenAs, onFailure, permission } = behaviour;
  return [
    { title: 'Mechanism', text: mechanism },
    { title: 'Waits', text: invocationText(invocation, role) },
    { title: 'No room', text: onThrottle },
    ...(throttleSeenAs === undefined ? [] : [{ title: 'Seen as', text: throttleSeenAs }]),
    { title: 'Retries', text: retriesText(behaviour) },
    { title: 'Fails for good', text: onFailure },
    { title: 'Delivery', text: delivery },
    { title: 'Order', text: ordering === 'none' ? 'not kept' : `kept ${ordering}` },
    { title: 'Permission', text: permission },
  ];
}
