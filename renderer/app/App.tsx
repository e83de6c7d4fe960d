import { documentOf, useProject } from '../project/store';
import { StartPage } from '../start/StartPage';
import { TipProvider } from '../design/Tip';
import { Dialogs } from './Dialogs';
import { Notices } from './Notices';
import { QuestionDialog } from './QuestionDialog';
import { TabStrip } from './TabStrip';
import { useFileDrop } from './useFileDrop';
import { Workbench } from './Workbench';

export function App() {
  const document = useProject(documentOf);
  const isDropping = useFileDrop();
  return (
    <TipProvider>
      <div className="app">
        <TabStrip />
        {document ? <Workbench document={document} /> : <StartPage />}
      </div>
      {isDropping && <div className="drop-veil">Drop a .spillway file to open it</div>}
      <Dialogs />
      <QuestionDialog />
      <Notices />
    </TipProvider>
  );
}
