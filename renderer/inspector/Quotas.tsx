import { ClipboardPaste } from 'lucide-react';
import type { ProjectDocument } from '#shared/document/schema';
import type { Quota } from '#shared/model/fact';
import { openDialog } from '../app/dialogs';
import { exact, figure } from '../design/format';
import { SelectField } from '../design/SelectField';
import { serviceOf } from '../project/catalogue';
import { profileOf, type QuotaProfile, quotasOf } from '../project/quota-profiles';
import { dispatch } from '../project/store';
import { FieldHelp } from './FieldHelp';
import { NumberField } from './NumberField';

/** The account's own values of the quotas that AWS lets it raise: a new account often has much less than the default. */
export function Quotas({ document }: { readonly document: ProjectDocument }) {
  const used = [...new Set(document.resources.map(({ service }) => service))].toSorted();
  const groups = used
    .map((id) => ({ service: serviceOf(id), quotas: serviceOf(id)?.quotas.filter(isAccounts) ?? [] }))
    .filter(({ quotas }) => quotas.length > 0);
  if (groups.length === 0) return null;
  return (
    <section className="quotas" aria-label="Account quotas">
      <h3 className="section__title section section__title--alone">
        Quotas of your account in {document.account.region}
      </h3>
      <Profile document={document} />
      {groups.map(({ service, quotas }) => (
        <div key={service?.id}>
          {quotas.map((quota) => (
            <QuotaField key={quota.id} quota={quota} document={document} />
          ))}
        </div>
      ))}
    </section>
  );
}

const PROFILES: readonly { readonly id: QuotaProfile; readonly title: string }[] = [
  { id: 'aws', title: 'AWS’s defaults' },
  { id: 'new', title: 'A new account' },
  { id: 'own', title: 'Own figures' },
];

/** Whose quotas they are, as one choice; own figures come from the fields below or from Service Quotas. */
function Profile({ document: { account } }: { readonly document: ProjectDocument }) {
  const profile = profileOf(account);
  return (
    <div className="quotas__profile">
      <SelectField
        label="Quotas of"
        value={profile}
        options={PROFILES}
        onChange={(id) => {
          const chosen = PROFILES.find((each) => each.id === id);
          const quotas = chosen && chosen.id !== profile && quotasOf(chosen.id, account);
          if (quotas) dispatch({ do: 'set-account', quotas }, { title: `Set the quotas to ${lower(chosen.title)}` });
        }}
      />
      <button type="button" className="button" onClick={() => openDialog('quotas')}>
        <ClipboardPaste size={13} aria-hidden="true" />
        From AWS…
      </button>
    </div>
  );
}

const lower = (title: string): string => title.replace(/^A /, 'a ').replace(/^Own/, 'own');

const isAccounts = ({ scope, adjustable }: Quota): boolean => scope === 'account-region' && adjustable;

function QuotaField({ quota, document }: { readonly quota: Quota; readonly document: ProjectDocument }) {
  const { region, quotas } = document.account;
  const fallback = quota.byRegion?.[region] ?? quota.value;
  const field = {
    kind: quota.unit === 's' ? 'duration' : 'count',
    name: quota.id,
    title: quota.title,
    help: [quota.note, quota.quotaCode && `Service Quotas code ${quota.quotaCode}.`, ceiling(quota)]
      .filter(Boolean)
      .join(' '),
    unit: '',
    min: 0,
    max: Infinity,
    default: fallback,
    defaultFrom: 'aws',
    source: quota.source,
    asOf: quota.asOf,
  } as const;
  const id = `quota-${quota.id}`;
  return (
    <div className="field" data-field={quota.id}>
      <span className="field__label">
        <label htmlFor={id}>{quota.title}</label>
        <FieldHelp field={field} />
      </span>
      <div className="field__control">
        <NumberField
          id={id}
          field={field}
          value={quotas[quota.id]}
          describedBy={id}
          onChange={(value) =>
            dispatch(
              { do: 'set-account', quotas: { [quota.id]: typeof value === 'number' ? value : null } },
              { merge: `quota ${quota.id}`, title: `Set the quota ${quota.title.toLowerCase()}` },
            )
          }
        />
        <span className="field__unit">{UNIT_WORDS[quota.unit] ?? ''}</span>
      </div>
    </div>
  );
}

const UNIT_WORDS: Readonly<Partial<Record<Quota['unit'], string>>> = {
  '1/s': '/s',
  'calls/s': '/s',
  B: 'B',
  'B/s': 'B/s',
};

const ceiling = ({ ceiling: most }: Quota): string =>
  most === undefined ? '' : `Known to be raised to ${most >= 1000 ? figure(most) : exact(most)}.`;
