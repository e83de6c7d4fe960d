import { ChevronDown } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { Tip } from '../design/Tip';
import { countBySeverity, useFindings } from '../findings/store';
import { keysOf } from './commands';
import { PanelBoundary } from './PanelBoundary';
import { panels } from './panels';
import { setView, useView } from './view';
import './bottom-panels.css';

export function BottomPanels() {
  const { bottomTab } = useView();
  const shown = panels.some(({ id }) => id === bottomTab) ? bottomTab : 'findings';
  return (
    <Tabs.Root className="panels" value={shown} onValueChange={(id) => setView({ bottomTab: id })} asChild>
      <section aria-label="Panels">
        <div className="panels__bar">
          <Tabs.List className="tabs" aria-label="Panels">
            {panels.map(({ id, title, command }) => (
              <Tabs.Trigger key={id} value={id} className="tabs__tab" title={keysOf(command)}>
                {title}
                {id === 'findings' && <FindingCount />}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Tip text="Fold the panels away">
            <button
              type="button"
              className="icon-button icon-button--small"
              aria-label="Fold the panels away"
              onClick={() => setView({ showsBottom: false })}
            >
              <ChevronDown size={15} />
            </button>
          </Tip>
        </div>
        {panels.map(({ id, title, Content }) => (
          <Tabs.Content key={id} value={id} className="panels__content scroll" tabIndex={-1}>
            <PanelBoundary title={title}>
              <Content />
            </PanelBoundary>
          </Tabs.Content>
        ))}
      </section>
    </Tabs.Root>
  );
}

function FindingCount() {
  const { error, warning, info } = countBySeverity(useFindings());
  const count = error + warning + info;
  if (count === 0) return null;
  return <span className={`tabs__count num ${error > 0 ? 'tabs__count--error' : ''}`}>{count}</span>;
}
