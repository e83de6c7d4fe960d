import { Ban, CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { Source } from '../design/Why';
import { dismiss, type Notice, useNotices } from './notices';
import './notices.css';

const STAYS_MS = { plain: 4000, refusal: 9000, trouble: 12_000 } as const;
const ICONS = { plain: CircleCheck, refusal: Ban, trouble: TriangleAlert } as const;

/** Short messages in the corner, and the live region that speaks them. */
export function Notices() {
  const { shown, spoken } = useNotices();
  return (
    <>
      <section className="notices" aria-label="Messages">
        {shown.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </section>
      <div className="spoken-only" role="status" aria-live="polite">
        {spoken}
      </div>
    </>
  );
}

function NoticeCard({ notice: { id, tone, title, detail, source, action } }: { readonly notice: Notice }) {
  useEffect(() => {
    const timer = window.setTimeout(() => dismiss(id), STAYS_MS[tone]);
    return () => window.clearTimeout(timer);
  }, [id, tone]);
  const Icon = ICONS[tone];
  return (
    <div className={`notice notice--${tone} floating`} role={tone === 'plain' ? 'status' : 'alert'}>
      <Icon size={16} aria-hidden="true" />
      <div className="notice__text text">
        <p className="notice__title">{title}</p>
        {detail !== undefined && <p>{detail}</p>}
        {source !== undefined && (
          <p>
            <Source source={source} asOf={undefined} />
          </p>
        )}
        {action && (
          <button
            type="button"
            className="link"
            onClick={() => {
              dismiss(id);
              action.run();
            }}
          >
            {action.title}
          </button>
        )}
      </div>
      <button
        type="button"
        className="icon-button icon-button--small"
        aria-label="Close the message"
        onClick={() => dismiss(id)}
      >
        <X size={13} />
      </button>
    </div>
  );
}
