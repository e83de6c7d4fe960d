interface DifferenceLinesProps {
  /** As `differenceText` writes it: each line begins with +, - or a space, and … stands for what is left out. */
  readonly difference: string;
}

const KINDS: Readonly<Record<string, string>> = { '+': 'added', '-': 'removed' };

/** From what the folder holds to what the drawing asks for. */
export function DifferenceLines({ difference }: DifferenceLinesProps) {
  return (
    <div className="difference">
      <pre>
        <code>
          {difference.split('\n').map((line, index) => (
            // The place in the text is what a line is.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className={`difference__line difference__line--${KINDS[line.charAt(0)] ?? 'same'}`}>
              {line}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
