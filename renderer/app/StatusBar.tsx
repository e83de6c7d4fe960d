import { ChevronUp, CircleCheck, CircleX, PanelLeft, PanelRight } from 'lucide-react';
import { isOlderThanAYear } from '#shared/model/fact';
import type { Severity } from '#shared/model/rule';
import { counted, pricesOf, time } from '../design/format';
import { SeverityMark } from '../design/SeverityMark';
import { today } from '../design/today';
import { useEvaluation } from '../evaluation/store';
import { countBySeverity, useFindings, useFindingsView } from '../findings/store';
import { useSelection } from '../project/selection';
import { documentOf, useProject } from '../project/store';
import { keysOf, runCommand } from './commands';
import { setView, useView } from './view';
import './status-bar.css';

const SEVERITIES: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
];

export function StatusBar() {
  const { showsPalette, showsInspector, showsBottom } = useView();
  return (
    <footer className="status-bar num">
      <button
        type="button"
        className="icon-button icon-button--small"
        aria-label="Services and outline"
        aria-pressed={showsPalette}
        title={keysOf('view.services')}
        onClick={() => runCommand('view.services')}
      >
        <PanelLeft size={13} />
      </button>
      <FindingCounts />
      <AssertionCount />
      {!showsBottom && (
        <button type="button" className="status-bar__item" onClick={() => setView({ showsBottom: true })}>
          <ChevronUp size={13} aria-hidden="true" /> Panels
        </button>
      )}
      <span className="status-bar__gap" />
      <Selected />
      <EvaluationState />
      <button
        type="button"
        className="icon-button icon-button--small"
        aria-label="Inspector"
        aria-pressed={showsInspector}
        title={keysOf('view.inspector')}
        onClick={() => runCommand('view.inspector')}
      >
        <PanelRight size={13} />
      </button>
    </footer>
  );
}

function FindingCounts() {
  const counts = countBySeverity(useFindings());
  return SEVERITIES.map(([severity, word]) => (
    <button
      key={severity}
      type="button"
      className="status-bar__item"
      aria-label={`${counted(counts[severity], word)}: show them`}
      onClick={() => {
        useFindingsView.setState({ severities: new Set([severity]) });
        setView({ showsBottom: true, bottomTab: 'findings' });
      }}
    >
      <SeverityMark severity={severity} size={12} />
      {counts[severity]}
    </button>
  ));
}

/** Whether what the design asserts of itself holds. Silent where it asserts nothing. */
function AssertionCount() {
  const assertions = useEvaluation((state) => state.assertions);
  if (assertions.length === 0) return null;
  const broken = assertions.filter(({ holds }) => !holds).length;
  const held = assertions.length - broken;
  return (
    <button
      type="button"
      className={`status-bar__item ${broken > 0 ? 'status-bar__trouble' : ''}`}
      aria-label={`${held} of ${assertions.length} hold: show the assertions`}
      onClick={() => setView({ showsBottom: true, bottomTab: 'assertions' })}
    >
      {broken > 0 ? <CircleX size={12} aria-hidden="true" /> : <CircleCheck size={12} aria-hidden="true" />}
      {`${held} of ${assertions.length} hold`}
    </button>
  );
}

function Selected() {
  const { resources, connections, groups, notes } = useSelection();
  const document = useProject(documentOf);
  const chosen = resources.length + connections.length + groups.length + notes.length;
  if (chosen > 1) return <span className="dim">{chosen} selected</span>;
  if (!document) return null;
  return (
    <span className="dim">
      {counted(document.resources.length, 'resource')}, {counted(document.connections.length, 'connection')}
    </span>
  );
}

/** How fresh the figures are, and whether they can be trusted. */
function EvaluationState() {
  const { trouble, isWorking, tookMs, evaluation } = useEvaluation();
  if (trouble !== undefined) {
    return (
      <span className="status-bar__trouble" role="alert">
        {trouble}
      </span>
    );
  }
  if (!evaluation) return <span className="dim">evaluating…</span>;
  if (!evaluation.convergence.converged) {
    const words = `no steady state found: the figures still change by ${(evaluation.convergence.residual * 100).toPrecision(2)} %`;
    return <span className="status-bar__trouble">{words}</span>;
  }
  return (
    <span className="dim" title="Everything is computed on this machine">
      {isWorking ? 'evaluating…' : `evaluated in ${time(tookMs / 1000)}`} · <PricesOf day={evaluation.cost.asOf} />
    </span>
  );
}

function PricesOf({ day }: { readonly day: string }) {
  const isOld = day !== '' && isOlderThanAYear(day, today());
  if (!isOld) return <>{pricesOf(day)}</>;
  return (
    <span className="source__old" title="More than a year old: newer ones come with spillway prices refresh">
      {pricesOf(day)}
    </span>
  );
}
