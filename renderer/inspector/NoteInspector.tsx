import type { NoteRecord } from '#shared/model/edit';
import { Markdown } from '../notes/Markdown';
import { useSelection } from '../project/selection';

/** A free note, whole: on the canvas a long one is cut off. */
export function NoteInspector({ record: { id, text } }: { readonly record: NoteRecord }) {
  return (
    <div className="inspector__content scroll">
      <header className="inspector__head">
        <div className="inspector__title">
          <h2 className="inspector__name">Note</h2>
          <p className="dim">Double-click, or press N, to write in it.</p>
        </div>
      </header>
      <section className="section" aria-label="Text">
        <Markdown text={text} />
      </section>
      <p className="section members__buttons">
        <button type="button" className="button" onClick={() => useSelection.setState({ writing: id })}>
          Write
        </button>
      </p>
    </div>
  );
}
