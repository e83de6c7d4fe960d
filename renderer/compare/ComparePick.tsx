import { Modal } from '../design/Modal';
import { sourcesOfShown } from './sources';
import './compare-pick.css';

/** Asks what the design is to be compared with. */
export function ComparePick({ onClose }: { onClose(): void }) {
  return (
    <Modal title="Compare with" className="modal--question" onClose={onClose}>
      <ul className="compare-pick">
        {sourcesOfShown().map(({ id, title, detail, compare }, at) => (
          <li key={id}>
            <button
              type="button"
              className="compare-pick__choice"
              data-first={at === 0 ? '' : undefined}
              onClick={() => {
                onClose();
                void compare();
              }}
            >
              <strong>{title}</strong>
              <span className="dim">{detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
