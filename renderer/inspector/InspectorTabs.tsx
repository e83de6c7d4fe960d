import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { PanelBoundary } from '../app/PanelBoundary';
import { type InspectorTab, setView, useView } from '../app/view';

const TITLES: Readonly<Record<InspectorTab, string>> = {
  configure: 'Configure',
  behaviour: 'Behaviour',
  numbers: 'Numbers',
  cost: 'Cost',
  code: 'Code',
};

interface InspectorTabsProps {
  readonly tabs: Readonly<Partial<Record<InspectorTab, ReactNode>>>;
}

/** The same tab stays open from one resource to the next. */
export function InspectorTabs({ tabs }: InspectorTabsProps) {
  const wanted = useView((view) => view.inspectorTab);
  const ids = Object.keys(TITLES).filter((id) => id in tabs) as InspectorTab[];
  const shown = ids.includes(wanted) ? wanted : 'configure';
  return (
    <Tabs.Root
      className="inspector__tabs"
      value={shown}
      onValueChange={(id) => setView({ inspectorTab: id as InspectorTab })}
    >
      <Tabs.List className="tabs inspector__tab-list" aria-label="Inspector">
        {ids.map((id) => (
          <Tabs.Trigger key={id} value={id} className="tabs__tab">
            {TITLES[id]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {ids.map((id) => (
        <Tabs.Content key={id} value={id} className="inspector__content scroll" tabIndex={-1}>
          <PanelBoundary title={TITLES[id]}>{tabs[id]}</PanelBoundary>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
