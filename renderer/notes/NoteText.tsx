import { useEffect, useRef, useState } from 'react';
import { isTyping } from '../canvas/is-typing';

interface NoteTextProps {
  readonly text: string;
  readonly label: string;
  readonly className?: string;
  /** What was typed so far. */
  onChange(text: string): void;
  /** Escape, Ctrl+Enter, or the focus went elsewhere. Nothing that was typed is lost by it. */
  onEnd(): void;
}

/** A note while it is written. Each keystroke is kept; the run of them is one step to undo. */
export function NoteText({ text, label, className = '', onChange, onEnd }: NoteTextProps) {
  const [draft, setDraft] = useState(text);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);
  return (
    <textarea
      ref={area}
      className={`input note-text nodrag nopan nowheel ${className}`}
      aria-label={label}
      placeholder="**bold**, *italic*, `code`, [link](https://…), # heading, - list"
      value={draft}
      maxLength={20_000}
      onChange={({ target }) => {
        setDraft(target.value);
        onChange(target.value);
      }}
      onBlur={onEnd}
      onKeyDown={(event) => {
        if (isTyping(event.target)) event.stopPropagation();
        const ends = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        if (ends) area.current?.blur();
      }}
    />
  );
}
