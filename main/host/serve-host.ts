/** Answers the page's calls: from whom, with what, and what goes back are all checked against the Host's table. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { callChannel, hostCallNames, type HostCallName } from '#shared/host/call-names';
import { hostCalls, type CheckedRequest, type HostReply, type OpenReply } from '#shared/host/calls';

export type HostAnswers = {
  readonly [N in HostCallName]: (request: CheckedRequest<N>) => Promise<HostReply<N>>;
} & { readonly openDropped: (request: { readonly path: string }) => Promise<OpenReply> };

const droppedFile = z.object({ path: z.string().min(1).max(4096) });

/** @param isOwnPage whether an address is the app's own page */
export function serveHost(answers: HostAnswers, isOwnPage: (address: string) => boolean): void {
  for (const name of hostCallNames) serveCall(name, answers, isOwnPage);
  ipcMain.handle(callChannel('openDropped'), (event, ...args: unknown[]) => {
    refuseStrangers('openDropped', event, isOwnPage);
    return answers.openDropped(checked('openDropped', droppedFile, only('openDropped', args)));
  });
}

function serveCall(name: HostCallName, answers: HostAnswers, isOwnPage: (address: string) => boolean): void {
  const { request, reply }: { request: z.ZodType; reply: z.ZodType } = hostCalls[name];
  // HostAnswers is typed by the same table, so what passed the request's schema is what this answer takes.
  const answer = answers[name] as (request: unknown) => Promise<unknown>;
  ipcMain.handle(callChannel(name), async (event, ...args: unknown[]) => {
    refuseStrangers(name, event, isOwnPage);
    return reply.parse(await answer(checked(name, request, only(name, args))));
  });
}

/** Only the top frame of the app's own page is answered: neither a frame in it nor a page it was led to. */
function refuseStrangers(name: string, event: IpcMainInvokeEvent, isOwnPage: (address: string) => boolean): void {
  const frame = event.senderFrame;
  if (!frame || frame.parent !== null || !isOwnPage(frame.url)) {
    throw new Error(`host call ${name} refused: it came from ${frame?.url ?? 'a frame that is gone'}`);
  }
}

function only(name: string, args: readonly unknown[]): unknown {
  if (args.length > 1) throw new Error(`host call ${name} refused: ${args.length} arguments instead of one`);
  return args[0];
}

function checked<T>(name: string, schema: z.ZodType<T>, request: unknown): T {
  const result = schema.safeParse(request);
  if (!result.success) throw new Error(`host call ${name} refused: ${z.prettifyError(result.error)}`);
  return result.data;
}
