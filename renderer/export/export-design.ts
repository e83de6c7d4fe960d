/** Exports the open design as a CDK app: into a folder on the desktop, as a zip in a browser. */
import type { ExportFilesReply } from '#shared/host/calls';
import { theHost } from '../app/host';
import { speak, tell } from '../app/notices';
import { ask } from '../app/question';
import { setView } from '../app/view';
import { counted } from '../design/format';
import { generateCurrent } from './generate';
import { type FileChange, rememberTarget, requestOf, type Target, useTarget } from './target';

/** Files that a question names before it only counts the rest. */
const MAX_NAMED = 6;

export async function exportDesign(): Promise<void> {
  speak('Writing the CDK app.');
  const generated = await generateCurrent();
  if (generated.blocked.length > 0) {
    setView({ bottomTab: 'code', showsBottom: true });
    tell({
      tone: 'refusal',
      title: 'Nothing was exported',
      detail: `${counted(generated.blocked.length, 'error')} must be mended first: the Code panel shows each with its place.`,
    });
    return;
  }
  const target = useTarget.getState().target ?? (await chooseTarget(generated.folderName));
  if (!target) return;
  const named = await generateCurrent(target.record);
  const hand = async (onEdited: 'stop' | 'beside' | 'overwrite'): Promise<ExportFilesReply> => {
    const reply = await theHost().exportFiles(requestOf(target.folder, named, onEdited));
    if (reply.outcome === 'exported') rememberTarget(target, named);
    return reply;
  };
  const reply = await hand('stop');
  if (reply.outcome !== 'edited') {
    say(reply, 'stop', named.spills);
    return;
  }
  const edited = pathsOf(reply, 'edited');
  const choice = await ask(
    'What about the files that were edited by hand?',
    `${listed(edited)} in ${reply.where} ${edited.length === 1 ? 'was' : 'were'} edited since the last export. Nothing has been written yet. Your own files stay as they are either way.`,
    [
      { id: 'overwrite', title: 'Overwrite, and lose the edits', tone: 'danger' },
      { id: 'beside', title: 'Write .new files beside them', tone: 'primary' },
    ],
  );
  if (choice !== undefined) say(await hand(choice), choice, named.spills);
}

async function chooseTarget(suggestedFolderName: string): Promise<Target | undefined> {
  const reply = await theHost().chooseExportFolder({ suggestedFolderName });
  if (reply.outcome === 'chosen') return { folder: reply.folder, record: reply.record ?? undefined };
  if (reply.outcome === 'failed') {
    tell({ tone: 'trouble', title: 'The CDK app was not exported', detail: reply.message });
  }
  return undefined;
}

type Planned = Extract<ExportFilesReply, { changes: unknown }>;

const pathsOf = ({ changes }: Planned, ...kinds: readonly FileChange['change'][]): readonly string[] =>
  changes.filter(({ change }) => kinds.includes(change)).map(({ path }) => path);

function say(reply: ExportFilesReply, onEdited: 'stop' | 'beside' | 'overwrite', spills: number): void {
  switch (reply.outcome) {
    case 'exported': {
      const { where, advice } = reply;
      const [edited, unchanged, kept, removed] = (['edited', 'same', 'kept', 'removed'] as const).map(
        (kind) => pathsOf(reply, kind).length,
      ) as [number, number, number, number];
      const counts = [
        `${counted(pathsOf(reply, 'new', 'renewed').length + edited, 'file')} written`,
        ...(edited > 0 && onEdited === 'beside' ? [`${edited} of them as .new beside what was edited`] : []),
        ...(removed > 0 ? [`${removed} removed`] : []),
        ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
        ...(kept > 0 ? [`${kept} of yours kept as ${kept === 1 ? 'it is' : 'they are'}`] : []),
      ];
      tell({
        tone: 'plain',
        title: `The CDK app is in ${where}`,
        detail: [
          `${counts.join(', ')}.`,
          ...advice.map((each) => `${each}.`),
          spills === 0
            ? 'README.md says how to deploy it.'
            : `README.md says how to deploy it, and where it spills: ${counted(spills, 'limit')} ${spills === 1 ? 'does' : 'do'} not hold at the drawn load.`,
        ].join(' '),
      });
      return;
    }
    case 'edited':
    case 'planned':
      throw new Error(`an export was asked for, and answered with ${reply.outcome}`);
    case 'failed':
      tell({ tone: 'trouble', title: 'The CDK app was not exported', detail: reply.message });
      return;
    case 'cancelled':
      return;
    default:
      reply satisfies never;
  }
}

function listed(paths: readonly string[]): string {
  const rest = paths.length - MAX_NAMED;
  const shown = rest > 0 ? [...paths.slice(0, MAX_NAMED), counted(rest, 'more file')] : paths;
  return new Intl.ListFormat('en').format(shown);
}
