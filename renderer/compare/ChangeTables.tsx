import type { DesignChange, DesignDifference } from '#shared/document/changes';
import type { ProjectDocument } from '#shared/document/schema';
import type { Comparison } from '#shared/evaluation/compare';
import type { ResourceRecord } from '#shared/model/edit';
import type { Finding } from '#shared/model/finding';
import {
  assertionsSentence,
  differenceSentence,
  fieldLines,
  figureRows,
  findingsSentence,
} from '#shared/report/comparison-tables';
import { type Names, namesIn } from '#shared/report/names';
import { SEVERITY_WORD, SeverityMark } from '../design/SeverityMark';
import { asSentence } from '../findings/sentence';
import { type Mark, MARK_SIGN, MARK_WORD } from './marks';
import { lookAt, useComparison } from './store';
import './change-tables.css';

/** Sustained load, first limit, latencies and cost, before and after. */
export function ChangedFigures({ comparison }: { readonly comparison: Comparison }) {
  return (
    <section className="changes scroll" aria-label="Figures">
      <h2 className="label changes__title">Figures</h2>
      <table className="changes__table">
        <thead>
          <tr>
            <th scope="col">
              <span className="spoken-only">figure</span>
            </th>
            <th scope="col">before</th>
            <th scope="col">after</th>
            <th scope="col">change</th>
          </tr>
        </thead>
        <tbody className="num">
          {figureRows(comparison).map(({ title, before, after, change, isBetter }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td>{before}</td>
              <td className={before === after ? 'dim' : 'changes__after'}>{after}</td>
              <td>
                {change === 'same' ? <span className="dim">same</span> : <span className="changes__by">{change}</span>}
                {isBetter !== undefined && <span className="dim"> {isBetter ? 'better' : 'worse'}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Every change of the drawing, setting by setting; a click looks at it in both drawings. */
export function ChangedThings({ difference }: { readonly difference: DesignDifference }) {
  const { changes, moved } = difference;
  return (
    <section className="changes scroll" aria-label="Changes of the drawing">
      <h2 className="label changes__title">Drawing: {differenceSentence(difference)}</h2>
      <ul>
        {changes.map((change) => (
          <li key={`${change.subject} ${change.id}`}>
            <Thing
              id={change.id}
              mark={change.change}
              name={change.name}
              type={change.type}
              isPlaced={isPlaced(change)}
            >
              {fieldLines(change)}
            </Thing>
          </li>
        ))}
        {moved.map(({ id, name }) => (
          <li key={`moved ${id}`}>
            <Thing id={id} mark="moved" name={name} type="" isPlaced>
              {[]}
            </Thing>
          </li>
        ))}
      </ul>
    </section>
  );
}

const isPlaced = ({ subject }: DesignChange): boolean => subject === 'resource' || subject === 'connection';

interface ThingProps {
  readonly id: string;
  readonly mark: Mark;
  readonly name: string;
  readonly type: string;
  /** Whether the drawings show it. */
  readonly isPlaced: boolean;
  readonly children: readonly string[];
}

function Thing({ id, mark, name, type, isPlaced: isShown, children: lines }: ThingProps) {
  const isLooked = useComparison(({ looked }) => isShown && looked === id);
  const words = (
    <>
      <span className="change__mark" aria-hidden="true">
        {MARK_SIGN[mark]}
      </span>
      <span className="spoken-only">{MARK_WORD[mark]}: </span>
      <span className="change__words">
        <strong>{name}</strong> <span className="dim">{mark === 'moved' ? MARK_WORD.moved : type}</span>
        {lines.map((line) => (
          <span key={line} className="change__line num">
            {line}
          </span>
        ))}
      </span>
    </>
  );
  if (!isShown) return <div className="change">{words}</div>;
  return (
    <button
      type="button"
      className={`change ${isLooked ? 'change--looked' : ''}`}
      aria-pressed={isLooked}
      onClick={() => lookAt(isLooked ? undefined : id)}
    >
      {words}
    </button>
  );
}

interface ChangedFindingsProps {
  readonly comparison: Comparison;
  readonly documents: readonly ProjectDocument[];
}

/** Findings that appeared or are gone, and assertions that broke or were mended. */
export function ChangedFindings({ comparison, documents }: ChangedFindingsProps) {
  const resources = documents.flatMap((document) => document.resources);
  const names = namesIn({
    resources,
    connections: documents.flatMap(({ connections }) => connections),
  });
  const { findings, assertions } = comparison;
  return (
    <section className="changes scroll" aria-label="Findings">
      <h2 className="label changes__title">Findings: {findingsSentence(comparison)}</h2>
      <FindingList title="Appeared" findings={findings.appeared} names={names} resources={resources} />
      <FindingList title="Gone" findings={findings.gone} names={names} resources={resources} />
      {assertionsSentence(comparison) !== '' && (
        <>
          <h3 className="changes__group">Assertions: {assertionsSentence(comparison)}</h3>
          <ul>
            {[...assertions.broken, ...assertions.mended].map(({ id, holds, message }) => (
              <li key={id} className="change">
                <span className="change__words">
                  <strong>{id}</strong> <span className="dim">{holds ? 'mended' : 'broken'}</span>
                  <span className="change__line num">{message}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface FindingListProps {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly names: Names;
  readonly resources: readonly ResourceRecord[];
}

function FindingList({ title, findings, names, resources }: FindingListProps) {
  if (findings.length === 0) return null;
  return (
    <>
      <h3 className="changes__group">{title}</h3>
      <ul>
        {findings.map(({ rule, severity, at, message, acknowledged }) => (
          <li key={`${rule} ${JSON.stringify(at)} ${message}`} className="change">
            <SeverityMark severity={severity} />
            <span className="spoken-only">{SEVERITY_WORD[severity]}: </span>
            <span className="change__words">
              <strong>{names.place(at)}</strong>
              <span className="change__line">{asSentence(message, resources)}</span>
              {acknowledged !== undefined && <span className="change__line dim">acknowledged: {acknowledged}</span>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
