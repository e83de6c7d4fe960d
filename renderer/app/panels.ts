/** The panels at the bottom. A new one is one entry here. */
import type { ComponentType } from 'react';
import type { CommandId } from '#shared/host/commands';
import { later } from '../design/later';
import { FindingsPanel } from '../findings/FindingsPanel';

export interface Panel {
  readonly id: string;
  readonly title: string;
  /** The command that shows it. */
  readonly command: CommandId;
  /** Shows charts or code, of which little is seen at the height of a list: it has a height of its own. */
  readonly isTall?: true;
  /** Loaded when it is first shown, except for the findings. */
  readonly Content: ComponentType;
}

export const panels: readonly Panel[] = [
  { id: 'findings', title: 'Findings', command: 'view.findings', Content: FindingsPanel },
  {
    id: 'limits',
    title: 'Limits',
    command: 'view.limits',
    Content: later(async () => (await import('../capacity/LimitsPanel')).LimitsPanel),
  },
  {
    id: 'simulation',
    title: 'Simulation',
    command: 'view.simulation',
    isTall: true,
    Content: later(async () => (await import('../simulation/SimulationPanel')).SimulationPanel),
  },
  {
    id: 'cost',
    title: 'Cost',
    command: 'view.cost',
    Content: later(async () => (await import('../cost/CostPanel')).CostPanel),
  },
  {
    id: 'assertions',
    title: 'Assertions',
    command: 'view.assertions',
    Content: later(async () => (await import('../assertions/AssertionsPanel')).AssertionsPanel),
  },
  {
    id: 'code',
    title: 'Code',
    command: 'view.code',
    isTall: true,
    Content: later(async () => (await import('../export/CodePanel')).CodePanel),
  },
];
