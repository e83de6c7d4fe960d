import { Modal } from '../design/Modal';
import { useQuestion } from './question';

/** A question that must be answered before going on. Escape is the answer that changes nothing. */
export function QuestionDialog() {
  const question = useQuestion((state) => state.question);
  if (!question) return null;
  const { title, detail, choices, answer } = question;
  return (
    <Modal key={title} title={title} className="modal--question" role="alertdialog" onClose={() => answer(undefined)}>
      <p className="dim">{detail}</p>
      <div className="modal__buttons">
        <button type="button" className="button button--quiet" onClick={() => answer(undefined)}>
          Cancel
        </button>
        {choices.toReversed().map(({ id, title: words, tone }) => (
          <button
            key={id}
            type="button"
            className={`button ${tone === 'primary' ? 'button--primary' : ''}`}
            onClick={() => answer(id)}
          >
            {words}
          </button>
        ))}
      </div>
    </Modal>
  );
}
