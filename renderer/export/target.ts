/** The folder that the open design is exported into, once the person chose one, and what an export would do to it. */
import { create } from 'zustand';
import { useEffect } from 'react';
import type { ExportFilesReply } from '#shared/host/calls';
import { RECORD_PATH } from '#shared/cdk/record';
import { theHost } from '../app/host';
import { useProject } from '../project/store';
import type { Generated } from './messages';

export type FileChange = Extract<ExportFilesReply, { changes: unknown }>['changes'][number];

export interface Target {
  /** Null where exports are downloads. */
  readonly folder: string | null;
  /** What the last export into it wrote down: its names are kept. */
  readonly record: string | undefined;
}

interface TargetState {
  readonly target: Target | undefined;
  /** What an export would do to the folder, by path; undefined where no folder is known. */
  readonly changes: ReadonlyMap<string, FileChange> | undefined;
}

const NOTHING: TargetState = { target: undefined, changes: undefined };

export const useTarget = create<TargetState>(() => NOTHING);

useProject.subscribe((state, before) => {
  if (state.opened !== before.opened || !state.history) useTarget.setState(NOTHING);
});

/** Only folders are remembered: a download has no earlier one. */
export function rememberTarget(target: Target, { files }: Generated): void {
  if (target.folder === null) return;
  const record = files.find(({ path }) => path === RECORD_PATH)?.text;
  useTarget.setState({ target: { folder: target.folder, record } });
}

export const forgetTarget = (): void => useTarget.setState(NOTHING);

export function recordOfTarget(): string | undefined {
  return useTarget.getState().target?.record;
}

/** Keeps the comparison abreast of what was generated, and of the folder when the person comes back from it. */
export function useChanges(generated: Generated | undefined): ReadonlyMap<string, FileChange> | undefined {
  const { target, changes } = useTarget();
  useEffect(() => {
    const folder = target?.folder ?? undefined;
    if (folder === undefined || !generated || generated.files.length === 0) return undefined;
    let isWanted = true;
    const compare = async (): Promise<void> => {
      const reply = await theHost().exportFiles(requestOf(folder, generated, 'stop', true));
      if (!isWanted) return;
      const planned = reply.outcome === 'planned' ? reply.changes : undefined;
      useTarget.setState({ changes: planned && new Map(planned.map((change) => [change.path, change])) });
    };
    void compare();
    const again = (): void => void compare();
    window.addEventListener('focus', again);
    return () => {
      isWanted = false;
      window.removeEventListener('focus', again);
    };
  }, [target, generated]);
  return changes;
}

export function requestOf(
  folder: string | null,
  { folderName, files }: Pick<Generated, 'folderName' | 'files'>,
  onEdited: 'stop' | 'beside' | 'overwrite',
  dryRun = false,
): Parameters<ReturnType<typeof theHost>['exportFiles']>[0] {
  return { folder, suggestedFolderName: folderName, files: [...files], onEdited, dryRun };
}
