import { useState } from 'react';
import { readServiceQuotas } from '#shared/document/service-quotas';
import { Modal } from '../design/Modal';
import { counted, exact } from '../design/format';
import { services } from '../project/catalogue';
import { dispatch, documentOf, useProject } from '../project/store';
import './paste-quotas.css';

const known = services.flatMap(({ quotas }) => quotas);
const titleOf = (id: string): string => known.find((quota) => quota.id === id)?.title ?? id;
const serviceCodes = [...new Set(known.flatMap(({ serviceCode }) => serviceCode ?? []))];

/** Takes the account's quotas from what the AWS CLI prints. */
export function PasteQuotas({ onClose }: { onClose(): void }) {
  const [text, setText] = useState('');
  const account = useProject((state) => documentOf(state)?.account);
  const read = text.trim() === '' ? undefined : readServiceQuotas(text, services);
  const problem = read && 'problem' in read ? read.problem : undefined;
  const found = read && 'quotas' in read ? read : undefined;
  if (!account) return null;
  const isElsewhere = found && found.regions.length > 0 && !found.regions.includes(account.region);
  return (
    <Modal title="Quotas from AWS" className="paste-quotas" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!found) return;
          dispatch({ do: 'set-account', quotas: found.quotas }, { title: 'Take the quotas from Service Quotas' });
          onClose();
        }}
      >
        <p className="dim">Run one of these and paste what it prints. Nothing is sent anywhere.</p>
        {serviceCodes.map((code) => (
          <code key={code} className="paste-quotas__command">
            {`aws service-quotas list-service-quotas --service-code ${code} --region ${account.region} --output json`}
          </code>
        ))}
        <label className="label" htmlFor="quotas-json">
          Output of list-service-quotas
        </label>
        <textarea
          id="quotas-json"
          className="input paste-quotas__text"
          data-first=""
          rows={8}
          spellCheck={false}
          placeholder={'{ "Quotas": [ { "QuotaCode": "L-B99A9384", "Value": 1000 } ] }'}
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby="quotas-read"
          onChange={({ target }) => setText(target.value)}
        />
        <div id="quotas-read" role="status">
          {problem !== undefined && <p className="paste-quotas__problem">{problem}</p>}
          {found && (
            <>
              <ul className="paste-quotas__found num">
                {Object.entries(found.quotas).map(([id, value]) => (
                  <li key={id}>
                    {titleOf(id)} <strong>{exact(value)}</strong>
                  </li>
                ))}
              </ul>
              {found.others > 0 && (
                <p className="dim">{counted(found.others, 'other quota')} that no figure here depends on.</p>
              )}
              {isElsewhere && (
                <p className="paste-quotas__problem">
                  These are of {found.regions.join(', ')}, and the design runs in {account.region}.
                </p>
              )}
            </>
          )}
        </div>
        <div className="paste-quotas__buttons">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button--primary" disabled={!found}>
            Take them
          </button>
        </div>
      </form>
    </Modal>
  );
}
