import type { ProjectDocument } from '#shared/document/schema';
import type { Quota } from '#shared/model/fact';
import { withoutRoom } from '#shared/picture/spill';
import { exact, figure, percent, rate, usd } from '../design/format';
import { FieldHelp } from './FieldHelp';
import { useEvaluation } from '../evaluation/store';
import { serviceOf } from '../project/catalogue';
import { dispatch } from '../project/store';
import { NumberField } from './NumberField';

/** With nothing selected: the design as a whole, and the account that it runs in. */
export function DesignInspector({ document }: { readonly document: ProjectDocument }) {
  return (
    <div className="inspector__content scroll">
      <header className="inspector__head">
        <div className="inspector__title">
          <h2 className="inspector__name">{document.name}</h2>
          <p className="dim">Select a resource or a connection for its settings.</p>
        </div>
      </header>
      <Summary />
      <Quotas document={document} />
    </div>
  );
}

function Summary() {
  const evaluation = useEvaluation((state) => state.evaluation);
  if (!evaluation) return null;
  const { entryPerSecond, sustains, cost } = evaluation;
  const perMillion = entryPerSecond > 0 ? (cost.usdPerMonth / (entryPerSecond * 2_628_000)) * 1_000_000 : undefined;
  const spilled = withoutRoom(evaluation);
  return (
    <section className="section" aria-label="Summary">
      <h3 className="section__title">At this load</h3>
      <dl className="facts num">
        <dt>Entry load</dt>
        <dd>{rate(entryPerSecond)}</dd>
        <dt>Sustains</dt>
        <dd>{sustains ? rate(sustains.perSecond) : 'no limit moves'}</dd>
        {sustains && entryPerSecond > 0 && (
          <>
            <dt>Headroom</dt>
            <dd>
              {sustains.perSecond >= entryPerSecond
                ? percent(1 - entryPerSecond / sustains.perSecond)
                : `▲ ${percent(entryPerSecond / sustains.perSecond - 1)} over`}
            </dd>
          </>
        )}
        <dt>Finds no room</dt>
        <dd>{spilled > 0 ? rate(spilled) : 'nothing'}</dd>
        <dt>Cost a month</dt>
        <dd>{usd(cost.usdPerMonth)}</dd>
        {perMillion !== undefined && (
          <>
            <dt>Per million requests</dt>
            <dd>{usd(perMillion)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** The account's own values of the quotas that AWS lets it raise: a new account often has much less than the default. */
function Quotas({ document }: { readonly document: ProjectDocument }) {
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
