import { ReactFlowProvider } from 'reactflow';
import type { ProjectDocument } from '#shared/document/schema';
import { Canvas } from '../canvas/Canvas';
import { Inspector } from '../inspector/Inspector';
import { PalettePane } from '../palette/PalettePane';
import { useProject } from '../project/store';
import { BottomPanels } from './BottomPanels';
import { PanelBoundary } from './PanelBoundary';
import { panels } from './panels';
import { Splitter } from './Splitter';
import { StatusBar } from './StatusBar';
import { TopBar } from './TopBar';
import { setView, useView } from './view';
import './workbench.css';

/** An open design: the dial above, services at the left, the canvas, the panels below it, the inspector at the right. */
export function Workbench({ document }: { readonly document: ProjectDocument }) {
  const { paletteWidth, inspectorWidth, showsPalette, showsInspector, showsBottom, bottomTab, ...view } = useView();
  const heightOf = panels.find(({ id }) => id === bottomTab)?.isTall ? 'tallHeight' : 'bottomHeight';
  const opened = useProject((state) => state.opened);
  return (
    <div className="workbench">
      <TopBar />
      <div className="workbench__main">
        <div className="workbench__left">
          <div className="workbench__upper">
            {showsPalette && (
              <>
                <div className="workbench__palette" style={{ width: paletteWidth }}>
                  <PanelBoundary title="Services">
                    <PalettePane />
                  </PanelBoundary>
                </div>
                <Splitter
                  label="Width of the services"
                  orientation="vertical"
                  value={paletteWidth}
                  min={160}
                  max={400}
                  sign={1}
                  onChange={(width) => setView({ paletteWidth: width })}
                />
              </>
            )}
            <div className="workbench__canvas">
              <PanelBoundary title="The canvas">
                <ReactFlowProvider key={opened}>
                  <Canvas document={document} />
                </ReactFlowProvider>
              </PanelBoundary>
            </div>
          </div>
          {showsBottom && (
            <>
              <Splitter
                label="Height of the panels"
                orientation="horizontal"
                value={view[heightOf]}
                min={110}
                max={640}
                sign={-1}
                onChange={(height) => setView({ [heightOf]: height })}
              />
              <div className="workbench__bottom" style={{ height: view[heightOf] }}>
                <BottomPanels />
              </div>
            </>
          )}
        </div>
        {showsInspector && (
          <>
            <Splitter
              label="Width of the inspector"
              orientation="vertical"
              value={inspectorWidth}
              min={280}
              max={560}
              sign={-1}
              onChange={(width) => setView({ inspectorWidth: width })}
            />
            <div className="workbench__inspector" style={{ width: inspectorWidth }}>
              <PanelBoundary title="The inspector">
                <Inspector />
              </PanelBoundary>
            </div>
          </>
        )}
      </div>
      <StatusBar />
    </div>
  );
}
