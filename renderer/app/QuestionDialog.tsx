import { AlertDialog } from 'radix-ui';
import { useQuestion } from './question';
import './dialogs.css';

/** A question that must be answered before going on. Escape is the answer that changes nothing. */
export function QuestionDialog() {
  const question = useQuestion((state) => state.question);
  if (!question) return null;
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && question.answer(undefined)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="scrim" />
        <AlertDialog.Content className="dialog dialog--question floating">
          <AlertDialog.Title className="dialog__title">{question.title}</AlertDialog.Title>
          <AlertDialog.Description className="dim">{question.detail}</AlertDialog.Description>
          <div className="dialog__buttons">
            <AlertDialog.Cancel asChild>
              <button type="button" className="button button--quiet">
                Cancel
              </button>
            </AlertDialog.Cancel>
            {question.choices.toReversed().map(({ id, title, tone }) => (
              <button
                key={id}
                type="button"
                className={`button ${tone === 'primary' ? 'button--primary' : ''}`}
                onClick={() => question.answer(id)}
              >
                {title}
              </button>
            ))}
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
