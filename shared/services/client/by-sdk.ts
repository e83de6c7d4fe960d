/** What an SDK or the CLI does with a call that is refused. */
import type { Behaviour } from '#shared/model/connection';

interface SdkCall {
  readonly from: { readonly terms: { readonly attempts: number } };
}

export const bySdk = ({ from }: SdkCall, rest: Omit<Behaviour, 'retriedBy' | 'attempts' | 'onFailure'>): Behaviour => ({
  ...rest,
  retriedBy: from.terms.attempts > 1 ? 'caller' : 'nobody',
  attempts: from.terms.attempts,
  onFailure: 'the call returns the error to the client after its last attempt',
});
