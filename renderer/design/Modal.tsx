import { X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import './modal.css';

interface ModalProps {
  readonly title: string;
  readonly className?: string;
  readonly role?: 'dialog' | 'alertdialog';
  /** Without a title that is seen and a button that closes: for what has both in another form. */
  readonly isBare?: boolean;
  /** Escape, the button, or a click beside it. */
  onClose(): void;
  readonly children: ReactNode;
}

/** The browser's own dialog: it keeps the focus, makes the rest inert, and gives the focus back. */
export function Modal({ title, className = '', role = 'dialog', isBare = false, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it leaves the page: a dialog that is closed after that gives the focus back to nobody.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    element?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => element?.close();
  }, []);
  return (
    // A click on the dialog itself, and not on what is in it, is a click on its backdrop. Escape does the same by key.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={`modal floating ${className}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role={role}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <div className="modal__content">
        {!isBare && <h2 className="modal__title">{title}</h2>}
        {children}
        {!isBare && role === 'dialog' && (
          <button type="button" className="icon-button modal__close" aria-label="Close" onClick={onClose}>
            <X size={15} />
          </button>
        )}
      </div>
    </dialog>
  );
}
