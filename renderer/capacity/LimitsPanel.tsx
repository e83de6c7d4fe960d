import { useEvaluation } from '../evaluation/store';
import { documentOf, useProject } from '../project/store';
import { LimitLadder } from './LimitLadder';
import { OverflowMap } from './OverflowMap';
import { QuotaRequests } from './QuotaRequests';
import './limits.css';

/** What breaks first, at which load, and where the excess goes. */
export function LimitsPanel() {
  const evaluation = useEvaluation((state) => state.evaluation);
  const document = useProject(documentOf);
  if (!evaluation || !document) return <div className="empty">Evaluating…</div>;
  const nameOf = (id: string): string => document.resources.find((resource) => resource.id === id)?.name ?? id;
  return (
    <div className="limits">
      <div className="limits__main">
        <LimitLadder evaluation={evaluation} nameOf={nameOf} />
        <QuotaRequests evaluation={evaluation} nameOf={nameOf} />
      </div>
      <OverflowMap evaluation={evaluation} nameOf={nameOf} />
    </div>
  );
}
