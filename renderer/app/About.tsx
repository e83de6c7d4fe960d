import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { VERSION } from '#shared/version';

export function About({ onClose }: { onClose(): void }) {
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className="dialog floating" aria-describedby={undefined}>
          <Dialog.Title className="dialog__title">Spillway {VERSION}</Dialog.Title>
          <div className="about text">
            <p>
              At what load does a design spill, where does the excess go, what does it cost, and is the code right?
              Every figure is an estimate from dated, sourced facts, and says how it came about.
            </p>
            <p>Everything stays on this machine: no account, no network, no telemetry.</p>
            <p className="dim">
              MIT licence. Not affiliated with, sponsored by or endorsed by Amazon Web Services. The service pictures
              are AWS Architecture Icons, © Amazon Web Services, Inc., used unmodified (CC-BY-ND 2.0). Inter typeface ©
              The Inter Project Authors (SIL Open Font License 1.1). The canvas is React Flow.
            </p>
          </div>
          <Dialog.Close asChild>
            <button type="button" className="icon-button dialog__close" aria-label="Close">
              <X size={15} />
            </button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
