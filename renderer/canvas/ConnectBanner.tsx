import { useConnecting } from './connecting';
import { documentOf, useProject } from '../project/store';
import './connect-banner.css';

/** While a connection is drawn: where it may end, and why not at the card under the pointer. */
export function ConnectBanner() {
  const { from, by, target, verdicts } = useConnecting();
  const resources = useProject(documentOf)?.resources;
  if (from === undefined) return null;
  const nameOf = (id: string): string => resources?.find((resource) => resource.id === id)?.name ?? id;
  const verdict = target === undefined ? undefined : verdicts.get(target);
  const isRefused = verdict?.kinds.length === 0;
  return (
    <div className={`connect-banner floating ${isRefused ? 'connect-banner--refused' : ''}`}>
      {isRefused && target !== undefined ? (
        <>
          <strong>
            {nameOf(from)} cannot lead to {nameOf(target)}
          </strong>
          <span>{verdict.refusal?.why ?? 'no connection of AWS fits the two'}</span>
          {verdict.refusal && <span className="dim">Instead: {verdict.refusal.instead}</span>}
        </>
      ) : (
        <span>
          <strong>{nameOf(from)}</strong> leads to{' '}
          {target !== undefined && verdict ? (
            <>
              <strong>{nameOf(target)}</strong>
              <span className="dim"> {verdict.kinds.map(({ title }) => title).join(' or ')}</span>
            </>
          ) : (
            '…'
          )}
        </span>
      )}
      {by === 'keyboard' && (
        <span className="connect-banner__keys dim">
          <kbd className="key">←</kbd> <kbd className="key">→</kbd> choose <kbd className="key">Enter</kbd> connect{' '}
          <kbd className="key">Esc</kbd> end
        </span>
      )}
    </div>
  );
}
