/** What the executions of a pipe wait for, and how long that may take. */
import type { ContractTerms } from '#shared/model/contract';
import type { Resource } from '#shared/model/graph';
import { isWaitedFor, patienceOf, stagesOf } from './stages';

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
    if (deadline !== undefined) return [{ name: resource.name, seconds: quota(deadline) }];
    if (contract !== 'invoke' || !isWaitedFor(stage)) return [];
    return [{ name: resource.name, seconds: (terms as ContractTerms['invoke']).timeout }];
  });
}
