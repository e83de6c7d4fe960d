/** Exports the open design as a CDK app: into a folder on the desktop, as a zip in a browser. */
import type { ExportFilesReply } from '#shared/host/calls';
import { theHost } from '../app/host';
import { speak, tell } from '../app/notices';
import { ask } from '../app/question';
import { setView } from '../app/view';
import { counted } from '../design/format';
import { generateCurrent } from './generate';
import type { Generated } from './messages';

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
  const reply = await hand(generated, false);
  if (reply.outcome !== 'edited') {
    say(reply);
    return;
  }
  const choice = await ask(
    'Overwrite what was edited by hand?',
    `${named(reply.paths)} in ${reply.where} ${reply.paths.length === 1 ? 'was' : 'were'} edited since the last export. Nothing has been written yet. Overwriting loses those edits; your own files stay as they are.`,
    [{ id: 'overwrite', title: 'Overwrite' }],
  );
  if (choice === 'overwrite') say(await hand(generated, true));
}

function hand({ slug, files }: Generated, overwriteEdited: boolean): Promise<ExportFilesReply> {
  return theHost().exportFiles({ suggestedFolderName: `${slug}-cdk`, files: [...files], overwriteEdited });
}

function say(reply: ExportFilesReply): void {
  switch (reply.outcome) {
    case 'exported': {
      const { where, written, unchanged, kept } = reply;
      const counts = [
        `${counted(written, 'file')} written`,
        ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
        ...(kept > 0 ? [`${kept} of yours kept as ${kept === 1 ? 'it is' : 'they are'}`] : []),
      ];
      tell({
        tone: 'plain',
        title: `The CDK app is in ${where}`,
        detail: `${counts.join(', ')}. README.md says how to deploy it.`,
      });
      return;
    }
    case 'edited':
      tell({
        tone: 'trouble',
        title: 'Nothing was exported',
        detail: `${named(reply.paths)} in ${reply.where} was edited by hand.`,
      });
      return;
    case 'failed':
      tell({ tone: 'trouble', title: 'The CDK app was not exported', detail: reply.message });
      return;
    case 'cancelled':
      return;
    default:
      reply satisfies never;
  }
}

function named(paths: readonly string[]): string {
  const rest = paths.length - MAX_NAMED;
  const shown = rest > 0 ? [...paths.slice(0, MAX_NAMED), counted(rest, 'more file')] : paths;
  return new Intl.ListFormat('en').format(shown);
}
