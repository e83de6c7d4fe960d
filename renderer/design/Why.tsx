import { ExternalLink } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Explanation, Grade } from '#shared/model/explanation';
import { isOlderThanAYear } from '#shared/model/fact';
import { exact, figure } from './format';
import { today } from './today';
import './why.css';

const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  exact: 'exact: follows from the stated rates',
  approximation: 'approximation with a known error',
  simulate: 'only a simulation can tell',
};

interface WhyProps {
  /** What is explained, for the button's name: `utilisation of reserved concurrency`. */
  readonly of: string;
  readonly explanation: Explanation;
  readonly grade?: Grade | undefined;
  /** Relative half-width of the error band. */
  readonly band?: number | undefined;
  /** The figure itself, when it is what one clicks on; else a small question mark. */
  readonly children?: ReactNode;
}

/** How a figure came about: formula, inputs, source and date. */
export function Why({ of, explanation, grade, band, children }: WhyProps) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button type="button" className={children ? 'why__figure num' : 'why__mark'}>
          {children ?? '?'}
          <span className="spoken-only">, why: {of}</span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="why floating" sideOffset={6} collisionPadding={12} aria-label={`Why: ${of}`}>
          <h3 className="why__of">{of}</h3>
          <p className="why__formula">{explanation.formula}</p>
          {explanation.inputs.length > 0 && (
            <table className="why__inputs num">
              <tbody>
                {explanation.inputs.map(({ name, value, unit }, index) => (
                  // Two inputs may have one name: the same kind of figure of two connections.
                  // oxlint-disable-next-line react/no-array-index-key
                  <tr key={`${name} ${index}`}>
                    <th scope="row">{name}</th>
                    <td className={typeof value === 'number' ? 'why__number' : undefined}>
                      {typeof value === 'number' ? inputFigure(value) : value}
                      {unit && <span className="why__unit">{unit === '1/s' ? '/s' : ` ${unit}`}</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <footer className="why__foot">
            {grade && (
              <span className={`chip why__grade--${grade}`}>
                {GRADE_WORDS[grade]}
                {band !== undefined && `, ± ${figure(band * 100)} %`}
              </span>
            )}
            <Source source={explanation.source} asOf={explanation.asOf} />
          </footer>
          <Popover.Arrow className="why__arrow" width={14} height={7} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const inputFigure = (value: number): string =>
  Number.isInteger(value) ? exact(value) : exact(Number(value.toPrecision(6)));

interface SourceProps {
  readonly source: string | undefined;
  readonly asOf: string | undefined;
}

/** The page that states a figure, and when it was read there. */
export function Source({ source, asOf }: SourceProps) {
  if (source === undefined) return asOf === undefined ? null : <span className="source dim num">as of {asOf}</span>;
  const isOld = asOf !== undefined && isOlderThanAYear(asOf, today());
  const isAddress = /^https?:\/\//.test(source);
  return (
    <span className="source">
      {isAddress ? (
        <a href={source} target="_blank" rel="noreferrer" title={source}>
          {hostOf(source)}
          <ExternalLink size={11} aria-hidden="true" />
        </a>
      ) : (
        source
      )}
      {asOf && <span className="dim num"> · {asOf}</span>}
      {isOld && <span className="source__old">, over a year ago</span>}
    </span>
  );
}

/** Where there is little room: only that there is a source, with all of it on hover. */
export function ShortSource({ source, asOf }: SourceProps) {
  if (source === undefined || !/^https?:\/\//.test(source)) return null;
  return (
    <span className="source">
      <a href={source} target="_blank" rel="noreferrer" title={`${source}${asOf ? `, read ${asOf}` : ''}`}>
        source
        <ExternalLink size={11} aria-hidden="true" />
      </a>
    </span>
  );
}

function hostOf(address: string): string {
  try {
    const { hostname, pathname } = new URL(address);
    const page = pathname
      .split('/')
      .findLast(Boolean)
      ?.replace(/\.\w+$/, '');
    return page ? `${hostname.replace(/^www\.|^docs\./, '')} · ${page}` : hostname;
  } catch {
    return address;
  }
}
