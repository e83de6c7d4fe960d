/** What the executions of a pipe wait for, and how long that may take. */
import type { ContractTerms } from '#shared/model/contract';
import type { Resource } from '#shared/model/graph';
import { type ApiCall, apisOf } from './called-api';
import { isDestination, isWaitedFor, patienceOf, type Stage, stagesOf } from './stages';

interface Wait {
  readonly name: string;
  /** At most. */
  readonly seconds: number;
}

/** Functions by their timeout, endpoints and APIs by the time they have; of workflows nothing is known. */
export function waitedFor(pipe: Pick<Resource, 'outbound'>, quota: (id: string) => number): readonly Wait[] {
  return Object.values(stagesOf(pipe)).flatMap((stage) => {
    const { contract, terms, resource } = stage.to;
    const deadline = patienceOf(stage);
    if (deadline !== undefined)
      return [{ name: resource.name, seconds: Math.min(quota(deadline), givesUpAfter(stage)) }];
    if (contract !== 'invoke' || !isWaitedFor(stage)) return [];
    return [{ name: resource.name, seconds: (terms as ContractTerms['invoke']).timeout }];
  });
}

/** Longest time that a REST API lets a request take, seconds; an endpoint outside AWS may take as long as the pipe waits. */
const givesUpAfter = (stage: Stage): number =>
  isDestination(stage)
    ? Infinity
    : Math.max(0, ...apisOf(stage as unknown as ApiCall).map(({ terms }) => terms.timeout));
