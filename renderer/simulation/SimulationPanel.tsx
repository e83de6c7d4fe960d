import { useState } from 'react';
import { later } from '../design/later';
import { Segments } from '../design/Segments';
import { useEvaluation } from '../evaluation/store';
import { ExportButtons } from './ExportButtons';
import { mendLanguage } from './mend-language';
import { PreviewPart } from './PreviewPart';
import { ReplayBar } from './ReplayBar';
import { ResourceTable } from './ResourceTable';
import { RunControls } from './RunControls';
import { RunSummary } from './RunSummary';
import { Traces } from './Traces';
import { useSimulation } from './store';
import './simulation.css';

/** The chart library is loaded with the first result. */
const Charts = later(async () => {
  mendLanguage();
  return (await import('./Charts')).Charts;
});

type Part = 'preview' | 'charts' | 'resources' | 'messages';

/** Requests one by one over time. */
export function SimulationPanel() {
  const { run, earlier, trouble, progress } = useSimulation();
  const hasLoad = useEvaluation(({ evaluation }) => evaluation === undefined || evaluation.entryPerSecond > 0);
  const [part, setPart] = useState<Part>('charts');
  if (!hasLoad && !run) {
    return (
      <div className="empty">
        <strong>Nothing to simulate yet</strong>
        Load comes from the entries: add a client, schedules or a flow, and connect it to what it calls.
      </div>
    );
  }
  return (
    <div className="simulation">
      <RunControls />
      {trouble && (
        <p className="simulation__trouble" role="alert">
          {trouble}
        </p>
      )}
      {run ? (
        <div className={progress ? 'simulation__result simulation__result--old' : 'simulation__result'}>
          <RunSummary run={run} earlier={earlier} />
          <div className="simulation__bar">
            <Segments<Part>
              label="Show of the run"
              value={part}
              options={[
                { id: 'preview', title: 'Preview' },
                { id: 'charts', title: 'Charts' },
                { id: 'resources', title: 'Resources' },
                { id: 'messages', title: 'Messages' },
              ]}
              onChange={setPart}
            />
            <ReplayBar run={run} />
            <ExportButtons run={run} />
          </div>
          {part === 'preview' && <PreviewPart />}
          {part === 'charts' && <Charts run={run} earlier={earlier} />}
          {part === 'resources' && <ResourceTable run={run} />}
          {part === 'messages' && <Traces run={run} />}
        </div>
      ) : (
        !progress && <PreviewPart />
      )}
    </div>
  );
}
