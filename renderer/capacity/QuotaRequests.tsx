import { Copy } from 'lucide-react';
import type { Evaluation, QuotaRequest } from '#shared/evaluation/evaluation';
import { listed } from '#shared/model/wording';
import { tell } from '../app/notices';
import { inUnit } from '../design/format';
import { dispatch } from '../project/store';

interface QuotaRequestsProps {
  readonly evaluation: Evaluation;
  nameOf(id: string): string;
}

/** What AWS would have to raise for this load, as lines for its command line. Nothing where nothing is to be asked for. */
export function QuotaRequests({ evaluation: { quotaRequests }, nameOf }: QuotaRequestsProps) {
  if (quotaRequests.length === 0) return null;
  return (
    <section className="requests num" aria-label="Quota increases to request">
      <h3 className="limits__title">
        Quota increases to request <span className="dim">with a fifth more than this load needs</span>
      </h3>
      <ul>
        {quotaRequests.map((request) => (
          <Request key={request.quota} request={request} nameOf={nameOf} />
        ))}
      </ul>
    </section>
  );
}

function Request({ request, nameOf }: { readonly request: QuotaRequest; nameOf(id: string): string }) {
  const { quota, title, now, desired, unit, neededBy, ceiling, command } = request;
  return (
    <li className="request">
      <p>
        <strong>{title}</strong> {inUnit(now, unit)} → <strong>{inUnit(desired, unit)}</strong>
        <span className="dim"> for {listed(neededBy.map(nameOf))}</span>
        {ceiling !== undefined && <span className="dim">; AWS is known to grant {inUnit(ceiling, unit)}</span>}
      </p>
      <span className="request__actions">
        {command !== undefined && (
          <button type="button" className="button button--small" onClick={() => void copy(title, command)}>
            <Copy size={12} aria-hidden="true" />
            Copy the line
          </button>
        )}
        <button
          type="button"
          className="button button--small"
          onClick={() =>
            dispatch(
              { do: 'set-account', quotas: { [quota]: desired } },
              { title: `Raise the quota ${title.toLowerCase()}` },
            )
          }
        >
          Try it as granted
        </button>
      </span>
      {command === undefined ? (
        <p className="dim">Ask for it in the Service Quotas console: its code is not known here.</p>
      ) : (
        <code className="request__command">{command}</code>
      )}
    </li>
  );
}

async function copy(title: string, command: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(command);
    tell({ tone: 'plain', title: `The request for ${title.toLowerCase()} was copied` });
  } catch (error) {
    tell({ tone: 'trouble', title: 'The line was not copied', detail: String(error) });
  }
}
