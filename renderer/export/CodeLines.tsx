import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { colouredLines, isColoured, type Token } from './colour';
import type { Passage } from './passages';

/** In pixels, as in the style sheet. */
export const LINE_HEIGHT = 18;
/** Lines that are coloured together, when they come near the view: a file of 10,000 lines opens as fast as a short one. */
const BLOCK = 150;
const NEAR = '600px';

interface CodeLinesProps {
  readonly path: string;
  readonly text: string;
  readonly marked: readonly Passage[];
  /** Number of the first line. */
  readonly first?: number;
}

/** Lines of text with their numbers; marked ones lie on a coloured band. */
export function CodeLines({ path, text, marked, first = 1 }: CodeLinesProps) {
  const lines = useMemo(() => linesIn(path, text), [path, text]);
  const numbers = useMemo(() => lines.map((_, index) => index + first).join('\n'), [lines, first]);
  const blocks = Array.from({ length: Math.ceil(lines.length / BLOCK) }, (_, index) => index * BLOCK);
  return (
    <div className="code-lines">
      <pre className="code-lines__numbers num" aria-hidden="true">
        {numbers}
      </pre>
      <div className="code-lines__text">
        {marked.map(({ from, to }) => (
          <div
            key={from}
            className="code-lines__mark"
            style={{ top: from * LINE_HEIGHT, height: (to - from + 1) * LINE_HEIGHT }}
          />
        ))}
        <pre>
          <code>
            {blocks.map((start) => (
              <Block key={start} lines={lines} start={start} />
            ))}
          </code>
        </pre>
      </div>
    </div>
  );
}

function linesIn(path: string, text: string): readonly (readonly Token[])[] {
  const whole = text.replace(/\n$/, '');
  if (isColoured(path)) return colouredLines(whole);
  return whole.split('\n').map((line): readonly Token[] => (line === '' ? [] : [{ kind: 'plain', text: line }]));
}

interface BlockProps {
  readonly lines: readonly (readonly Token[])[];
  readonly start: number;
}

/** Plain text until it comes near the view, so that all of it can be found and selected at any time. */
const Block = memo(function Block({ lines, start }: BlockProps) {
  const element = useRef<HTMLSpanElement>(null);
  const [isNear, setNear] = useState(start === 0);
  useEffect(() => {
    if (isNear || !element.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: NEAR,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [isNear]);
  const own = lines.slice(start, start + BLOCK);
  return (
    <span ref={element} className="code-lines__block">
      {own.map((tokens, line) => [
        ...tokens.map(({ kind, text }, index) =>
          isNear && kind !== 'plain' ? (
            // The place in the text is what a token is.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={`${line} ${index}`} className={`token--${kind}`}>
              {text}
            </span>
          ) : (
            text
          ),
        ),
        '\n',
      ])}
    </span>
  );
});
