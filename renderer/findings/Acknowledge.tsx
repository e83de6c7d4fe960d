import { Check, RotateCcw } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import type { Finding } from '#shared/model/finding';
import { Tip } from '../design/Tip';
import { acknowledge, unacknowledge } from './actions';

/** Takes a finding off the list, with the reason, which is kept in the file for the next reader. */
export function Acknowledge({ finding }: { readonly finding: Finding }) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (finding.owner === 'document') return null;
  if (finding.acknowledged !== undefined) {
    return (
      <Tip text="Take the acknowledgement back" side="left">
        <button
          type="button"
          className="icon-button icon-button--small"
          aria-label="Take the acknowledgement back"
          onClick={() => unacknowledge(finding)}
        >
          <RotateCcw size={13} />
        </button>
      </Tip>
    );
  }
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className="icon-button icon-button--small" aria-label="Acknowledge" title="Acknowledge">
          <Check size={13} />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="acknowledge floating"
          side="left"
          sideOffset={6}
          collisionPadding={12}
          aria-label="Acknowledge the finding"
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (reason.trim() === '') return;
              acknowledge(finding, reason.trim());
              setOpen(false);
            }}
          >
            <label className="label" htmlFor="acknowledge-reason">
              Why is this all right here? The reason is kept in the file.
            </label>
            <textarea
              id="acknowledge-reason"
              className="input"
              value={reason}
              maxLength={500}
              onChange={({ target }) => setReason(target.value)}
            />
            <div className="acknowledge__buttons">
              <button type="submit" className="button button--small button--primary" disabled={reason.trim() === ''}>
                Acknowledge
              </button>
            </div>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
