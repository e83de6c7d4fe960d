import { Ends } from './ConnectionView';
import { route } from '#shared/picture/geometry';
import { FORM_WORDS, type LineForm } from '#shared/picture/line-form';
import './legend.css';

const SAMPLES = Object.entries(FORM_WORDS) as [LineForm, string][];

const LOADS: readonly (readonly [level: string, words: string])[] = [
  ['calm', '< 60 %'],
  ['watch', '60–85'],
  ['tight', '85–100'],
  ['over', '▲ over'],
];

/** What the lines and colours mean. */
export function Legend() {
  const line = route({ x: 4, y: 9 }, 'right', { x: 56, y: 9 }, 'left');
  return (
    <section className="legend floating" aria-label="Legend">
      <ul className="legend__list">
        {SAMPLES.map(([form, words]) => (
          <li key={form} className="legend__item">
            <svg width="60" height="18" aria-hidden="true">
              <g className={`line line--${form} line--w2`}>
                <path className="line__stroke" d={line.path} />
                {form === 'poll' && <path className="line__core" d={line.path} />}
                <Ends form={form} line={line} width={1} />
              </g>
            </svg>
            {words}
          </li>
        ))}
      </ul>
      <ul className="legend__list legend__list--load">
        {LOADS.map(([level, words]) => (
          <li key={level} className="legend__item num">
            <span className={`legend__load legend__load--${level}`} aria-hidden="true" />
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}
