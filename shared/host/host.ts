/**
 * The one door between the app and the machine it runs on. The desktop (Electron), the browser and the tests' memory
 * each implement it whole, so nothing above it asks where it runs.
 */
import type { HostCallName } from './call-names';
import type { HostReply, HostRequest, OpenReply } from './calls';
import type { CommandId } from './commands';

export type HostCalls = {
  readonly [N in HostCallName]: (
    ...request: HostRequest<N> extends void ? [] : [request: HostRequest<N>]
  ) => Promise<HostReply<N>>;
};

export type Unsubscribe = () => void;

/** The open file was changed by another program; hash is null when it was deleted. */
export interface ProjectChange {
  readonly path: string;
  readonly hash: string | null;
}

/** What the host tells the app, unasked. Events that come before `ready` was called wait for it. */
export interface HostEvents {
  /** A menu item of the desktop was chosen. */
  onCommand(listener: (id: CommandId) => void): Unsubscribe;
  /** The system handed a file over: double click, command line, second start. */
  onOpenFile(listener: (reply: OpenReply) => void): Unsubscribe;
  onProjectChanged(listener: (change: ProjectChange) => void): Unsubscribe;
  /** The window is about to close over unsaved work: ask the person, then call `answerClose`. */
  onCloseRequested(listener: () => void): Unsubscribe;
}

/** A file that was dropped on the page. A browser's File is one. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface Host extends HostCalls, HostEvents {
  readonly kind: 'desktop' | 'browser' | 'memory';
  readonly platform: 'mac' | 'windows' | 'linux' | 'other';
  /** Opens a file that the person dropped on the window. */
  openDropped(file: DroppedFile): Promise<OpenReply>;
}

export interface HostEventPayload {
  readonly command: CommandId;
  readonly openFile: OpenReply;
  readonly projectChanged: ProjectChange;
  readonly closeRequested: undefined;
}

export const projectExtension = '.spillway';
export const projectMediaType = 'application/vnd.spillway+json';
