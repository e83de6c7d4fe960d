import { VERSION } from '#shared/version';
import { Modal } from '../design/Modal';
import './dialogs.css';

export function About({ onClose }: { onClose(): void }) {
  return (
    <Modal title={`Spillway ${VERSION}`} onClose={onClose}>
      <div className="about text">
        <p>
          At what load does a design spill, where does the excess go, what does it cost, and is the code right? Every
          figure is an estimate from dated, sourced facts, and says how it came about.
        </p>
        <p>Everything stays on this machine: no account, no network, no telemetry.</p>
        <p className="dim">
          MIT licence. Not affiliated with, sponsored by or endorsed by Amazon Web Services. The service pictures are
          AWS Architecture Icons, © Amazon Web Services, Inc., used unmodified (CC-BY-ND 2.0). Inter typeface © The
          Inter Project Authors (SIL Open Font License 1.1). The canvas is React Flow.
        </p>
      </div>
    </Modal>
  );
}
