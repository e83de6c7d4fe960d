import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useEvaluation } from '../evaluation/store';
import { useFindings } from '../findings/store';
import { services } from '../project/catalogue';
import { modifiedIds } from '../project/modified';
import { documentOf, useProject } from '../project/store';
import { matchesOf } from './matches';
import { parseQuery } from './query';
import { closeFind, stepMatch, useFind } from './store';
import './find-bar.css';

/** Looks for things on the canvas: what is found stands out, Enter goes from one to the next. */
export function FindBar() {
  const isOpen = useFind((state) => state.isOpen);
  return isOpen ? <Bar /> : null;
}

function Bar() {
  const { text, problem, matches, shown } = useFind();
  const field = useRef<HTMLInputElement>(null);
  useMatches(text);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const at = matches.findIndex(({ id }) => id === shown);
  const close = (): void => {
    closeFind();
    document.querySelector<HTMLElement>('.react-flow__node.selected, .react-flow__edge.selected')?.focus();
  };
  return (
    <div className="find-bar floating" role="search" aria-label="Find on the canvas">
      <div className="find-bar__row">
        <input
          ref={field}
          className="input find-bar__field"
          type="text"
          aria-label="Find"
          aria-invalid={problem !== undefined}
          aria-describedby="find-outcome"
          placeholder="name, service:sqs, is:throttled, util>80…"
          spellCheck={false}
          value={text}
          onChange={({ target }) => useFind.setState({ text: target.value, shown: undefined })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') stepMatch(event.shiftKey ? -1 : 1);
            if (event.key === 'Escape') close();
          }}
        />
        <span className="find-bar__count num dim">
          {text.trim() === '' || problem !== undefined
            ? ''
            : matches.length === 0
              ? 'none'
              : at < 0
                ? `${matches.length}`
                : `${at + 1} of ${matches.length}`}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label="Previous match"
          title="Previous match (Shift+F3)"
          disabled={matches.length === 0}
          onClick={() => stepMatch(-1)}
        >
          <ChevronUp size={15} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Next match"
          title="Next match (F3)"
          disabled={matches.length === 0}
          onClick={() => stepMatch(1)}
        >
          <ChevronDown size={15} aria-hidden="true" />
        </button>
        <button type="button" className="icon-button" aria-label="Close Find" title="Close (Esc)" onClick={close}>
          <X size={15} aria-hidden="true" />
        </button>
      </div>
      <p id="find-outcome" className={problem === undefined ? 'spoken-only' : 'find-bar__problem'} role="status">
        {problem ?? (text.trim() === '' ? '' : `${matches.length} found`)}
      </p>
    </div>
  );
}

/** Keeps what is found in step with the drawing and its figures. */
function useMatches(text: string): void {
  const document = useProject(documentOf);
  const modified = useProject(modifiedIds);
  const evaluation = useEvaluation((state) => state.evaluation);
  const findings = useFindings();
  const query = useMemo(() => parseQuery(text, services), [text]);
  useEffect(() => {
    if (!document || text.trim() === '') {
      useFind.setState({ matches: [], ids: undefined, problem: undefined });
      return;
    }
    if ('problem' in query) {
      useFind.setState({ matches: [], ids: undefined, problem: query.problem });
      return;
    }
    const matches = matchesOf(query.terms, { document, evaluation, findings, modified });
    useFind.setState({ matches, ids: new Set(matches.map(({ id }) => id)), problem: undefined });
  }, [document, evaluation, findings, modified, query, text]);
}
