import { Map as MapIcon, Maximize, Minus, Plus, Rows3, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandId } from '#shared/host/commands';
import { keysOf, runCommand } from '../app/commands';
import { useView } from '../app/view';
import { Tip } from '../design/Tip';
import './canvas-controls.css';

export function CanvasControls() {
  const { showsLegend, showsMinimap } = useView();
  return (
    <div className="canvas-controls floating" role="toolbar" aria-label="View" aria-orientation="vertical">
      <Control command="view.zoom-in" title="Zoom in">
        <Plus size={15} />
      </Control>
      <Control command="view.zoom-out" title="Zoom out">
        <Minus size={15} />
      </Control>
      <Control command="view.fit" title="Show the whole design">
        <Maximize size={14} />
      </Control>
      <Control command="canvas.tidy" title="Tidy the layout">
        <Workflow size={14} />
      </Control>
      <Control command="view.legend" title="Legend" isOn={showsLegend}>
        <Rows3 size={14} />
      </Control>
      <Control command="view.overview" title="Overview" isOn={showsMinimap}>
        <MapIcon size={14} />
      </Control>
    </div>
  );
}

interface ControlProps {
  readonly command: CommandId;
  readonly title: string;
  /** For what is shown or not. */
  readonly isOn?: boolean;
  readonly children: ReactNode;
}

function Control({ command, title, isOn, children }: ControlProps) {
  return (
    <Tip text={title} keys={keysOf(command)} side="right">
      <button
        type="button"
        className="icon-button"
        aria-label={title}
        aria-pressed={isOn}
        onClick={() => runCommand(command)}
      >
        {children}
      </button>
    </Tip>
  );
}
