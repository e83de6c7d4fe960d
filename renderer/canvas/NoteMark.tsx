import { StickyNote } from 'lucide-react';
import { firstWords } from '../notes/markdown';

export const noteWords = (text: string): string => `Note: ${firstWords(text)}`;

export const NotePicture = ({ size }: { readonly size: number }) => <StickyNote size={size} aria-hidden="true" />;

/** That somebody wrote about a resource; the inspector has the text. */
export function NoteMark({ text }: { readonly text: string }) {
  const words = noteWords(text);
  return (
    <span className="note-mark" title={words}>
      <NotePicture size={12} />
      <span className="spoken-only">{words}</span>
    </span>
  );
}
