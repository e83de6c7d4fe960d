/** Sets of quotas that an account may have: AWS's defaults, a new account's, or figures of its own. */
import type { ProjectAccount } from '#shared/document/schema';
import { services } from './catalogue';

export type QuotaProfile = 'aws' | 'new' | 'own';

const known = services.flatMap(({ quotas }) => quotas);
const ofNewAccount = new Map(
  known.flatMap(({ id, newAccount }) => (newAccount ? [[id, newAccount.value] as const] : [])),
);

/** Quotas of services that this build does not know are nobody's profile. */
export function profileOf({ quotas }: ProjectAccount): QuotaProfile {
  const own = known.filter(({ id }) => quotas[id] !== undefined);
  if (own.length === 0) return 'aws';
  const isNew = own.length === ofNewAccount.size && own.every(({ id }) => quotas[id] === ofNewAccount.get(id));
  return isNew ? 'new' : 'own';
}

/** What an edit must set for a profile; undefined for own figures, which are typed or pasted. */
export function quotasOf(
  profile: QuotaProfile,
  { quotas }: ProjectAccount,
): Readonly<Record<string, number | null>> | undefined {
  if (profile === 'own') return undefined;
  const cleared = known.filter(({ id }) => quotas[id] !== undefined).map(({ id }) => [id, null] as const);
  return Object.fromEntries<number | null>([...cleared, ...(profile === 'new' ? ofNewAccount : [])]);
}
