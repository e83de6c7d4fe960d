import type { ProjectDocument } from '#shared/document/schema';
import { useComparison } from '../compare/store';
import { documentOf, useProject } from '../project/store';
import { StartPage } from '../start/StartPage';
import { later } from '../design/later';
import { TipProvider } from '../design/Tip';
import { Dialogs } from './Dialogs';
import { Notices } from './Notices';
import { QuestionDialog } from './QuestionDialog';
import { TabStrip } from './TabStrip';
import { useFileDrop } from './useFileDrop';
import { Workbench } from './Workbench';

const CompareView = later(async () => (await import('../compare/CompareView')).CompareView);

export function App() {
  const document = useProject(documentOf);
  const isDropping = useFileDrop();
  return (
    <TipProvider>
      <div className="app">
        <TabStrip />
        <Content document={document} />
      </div>
      {isDropping && <div className="drop-veil">Drop a .spillway file, or a picture of one, to open it</div>}
      <Dialogs />
      <QuestionDialog />
      <Notices />
    </TipProvider>
  );
}

/** A comparison while there is one, else the design that is shown, else the start page. */
function Content({ document }: { readonly document: ProjectDocument | undefined }) {
  const compared = useComparison((state) => state.shown);
  if (compared) return <CompareView compared={compared} />;
  return document ? <Workbench document={document} /> : <StartPage />;
}
