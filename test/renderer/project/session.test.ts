import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '#shared/document/new';
import { writeDocument } from '#shared/document/write';
import { services } from '#shared/services/registry';
import { setHost } from '../../../renderer/app/host';
import { useNotices } from '../../../renderer/app/notices';
import { useQuestion } from '../../../renderer/app/question';
import { type MemoryHost, memoryHost } from '../../../renderer/host/memory';
import { keepDrafts } from '../../../renderer/project/drafts';
import { save } from '../../../renderer/project/saving';
import {
  closeTab,
  followFile,
  followOutsideChange,
  mayClose,
  mayQuit,
  newDesign,
  openByDialog,
  openExample,
  openPath,
  recover,
} from '../../../renderer/project/session';
import { closeDocument, currentDocument, dispatch, isDirty, useProject } from '../../../renderer/project/store';
import { facesOf, openTab, shownTab, showTab, useTabs } from '../../../renderer/project/tabs';
import { aDocument, aQueue } from '../../support/builders';

const path = '/designs/orders.spillway';
const text = writeDocument({ ...aDocument(aQueue('jobs')), name: 'Orders' }, services);
let host: MemoryHost;
const rename = (name: string): void => dispatch({ do: 'rename', id: 'jobs', name });
const dirty = (): boolean => isDirty(useProject.getState());
const told = (): string =>
  useNotices
    .getState()
    .shown.map(({ title, detail }) => `${title} ${detail ?? ''}`)
    .join('\n');

/** Answers the next question; undefined closes it. */
const answering = (choice: string | undefined): void => {
  const unsubscribe = useQuestion.subscribe(({ question }) => {
    if (!question) return;
    unsubscribe();
    queueMicrotask(() => question.answer(choice));
  });
};

beforeEach(() => {
  host = memoryHost(new Map([[path, text]]));
  setHost(host);
  closeDocument();
  useTabs.setState({ tabs: [], closed: [] });
  useNotices.setState({ shown: [] });
});

describe('saving', () => {
  it('writes the file that was opened, and the design is clean', async () => {
    await openPath(path);
    rename('work');
    expect(await save()).toBe(true);
    expect(host.files.get(path)).toContain('"name": "work"');
    expect(dirty()).toBe(false);
  });

  it('an unchanged design is saved as the same bytes', async () => {
    await openPath(path);
    await save();
    expect(host.files.get(path)).toBe(text);
  });

  it('a new design asks where, and closing that question saves nothing', async () => {
    newDesign();
    host.pick = undefined;
    expect(await save()).toBe(false);
    host.pick = '/designs/new.spillway';
    expect(await save()).toBe(true);
    expect(useProject.getState().file.path).toBe('/designs/new.spillway');
  });

  it('never writes over what another program wrote meanwhile, unless told to', async () => {
    await openPath(path);
    rename('mine');
    host.files.set(path, text.replace('Orders', 'Theirs'));
    answering(undefined);
    expect(await save()).toBe(false);
    expect(host.files.get(path)).toContain('Theirs');
    answering('over');
    expect(await save()).toBe(true);
    expect(host.files.get(path)).toContain('mine');
  });
});

const mayCloseShown = (): Promise<boolean> => mayClose(shownTab() ?? '');

describe('closing', () => {
  it('a clean design is closed without a question', async () => {
    await openPath(path);
    expect(await mayCloseShown()).toBe(true);
  });

  it.each([
    [undefined, false],
    ['drop', true],
    ['save', true],
  ])('with unsaved work the answer %s gives %s', async (answer, leaves) => {
    await openPath(path);
    rename('work');
    answering(answer);
    expect(await mayCloseShown()).toBe(leaves);
    expect(host.files.get(path)?.includes('"name": "work"')).toBe(answer === 'save');
  });

  it('Cancel keeps the tab and its work', async () => {
    await openPath(path);
    rename('work');
    answering(undefined);
    await closeTab();
    expect(currentDocument().resources[0]?.name).toBe('work');
  });

  it('a quit asks in every tab with unsaved work, and Cancel in one drops nothing of any', async () => {
    await openPath(path);
    rename('one');
    newDesign();
    dispatch({ do: 'set-name', name: 'Two' });
    answering('drop');
    const quitting = mayQuit();
    await vi.waitFor(() => expect(useQuestion.getState().question?.title).toContain('Two'));
    useQuestion.getState().question?.answer(undefined);
    expect(await quitting).toBe(false);
    expect(facesOf().map(({ title, isDirty: isUnsaved }) => [title, isUnsaved])).toEqual([
      ['Orders', true],
      ['Two', true],
    ]);
  });
});

describe('opening', () => {
  it('opens beside what is unsaved, and a file that is open already in the tab that has it', async () => {
    await openPath(path);
    rename('work');
    newDesign();
    host.pick = path;
    await openByDialog();
    expect(currentDocument().resources[0]?.name).toBe('work');
    expect(facesOf().map(({ title }) => title)).toEqual(['Orders', 'Untitled design']);
  });

  it('a text that is no design leaves what is open and says why', async () => {
    await openPath(path);
    host.files.set('/designs/torn.spillway', '{"format": 1, "resou');
    await openPath('/designs/torn.spillway');
    expect(currentDocument().name).toBe('Orders');
    expect(told()).toContain('torn.spillway was not opened');
  });

  it('a file of a newer Spillway is refused and not changed', async () => {
    const newer = '{"format": 99, "name": "x", "resources": [], "connections": []}';
    host.files.set('/designs/newer.spillway', newer);
    await openPath('/designs/newer.spillway');
    expect(useProject.getState().history).toBeUndefined();
    expect(told()).toContain('newer Spillway');
    expect(host.files.get('/designs/newer.spillway')).toBe(newer);
  });

  it('an example is a design of its own, in no file', () => {
    openExample(text);
    expect(useProject.getState().file).toEqual({ path: null, name: '', hash: null });
    expect(dirty()).toBe(false);
  });
});

describe('changes by another program', () => {
  const theirs = text.replace('Orders', 'Theirs');

  it('are read at once where nothing here is unsaved', async () => {
    await openPath(path);
    host.files.set(path, theirs);
    await followOutsideChange(path, 'b'.repeat(64));
    expect(currentDocument().name).toBe('Theirs');
  });

  it('made while another tab is shown are told when the file is shown again', async () => {
    const stop = followFile();
    const unhear = host.onProjectChanged((change) => void followOutsideChange(change.path, change.hash));
    await openPath(path);
    const orders = shownTab() ?? '';
    newDesign();
    await host.changeOutside(path, theirs);
    expect(facesOf()[0]?.title).toBe('Orders');
    showTab(orders);
    await vi.waitFor(() => expect(currentDocument().name).toBe('Theirs'));
    stop();
    unhear();
  });

  it('wait for the person where something is', async () => {
    await openPath(path);
    rename('mine');
    host.files.set(path, theirs);
    await followOutsideChange(path, 'b'.repeat(64));
    expect(currentDocument().resources[0]?.name).toBe('mine');
    expect(told()).toContain('changed by another program');
  });

  it('a file that is gone is told of, and what is open stays', async () => {
    await openPath(path);
    await followOutsideChange(path, null);
    expect(told()).toContain('deleted or moved');
    expect(currentDocument().name).toBe('Orders');
  });
});

describe('unsaved work', () => {
  it('is kept aside a second after the last change, and dropped once it is saved', async () => {
    vi.useFakeTimers();
    const stop = keepDrafts();
    try {
      await openPath(path);
      rename('one');
      rename('two');
      expect(host.drafts.size).toBe(0);
      await vi.advanceTimersByTimeAsync(1100);
      expect([...host.drafts.values()].map((draft) => draft.text.includes('"name": "two"'))).toEqual([true]);
      await save();
      await vi.advanceTimersByTimeAsync(1100);
      expect(host.drafts.size).toBe(0);
    } finally {
      stop();
      vi.useRealTimers();
    }
  });

  it('of a tab that is left within that second is kept aside too', async () => {
    vi.useFakeTimers();
    const stop = keepDrafts();
    try {
      await openPath(path);
      rename('one');
      newDesign();
      await vi.advanceTimersByTimeAsync(1100);
      expect([...host.drafts.values()]).toMatchObject([{ path }]);
    } finally {
      stop();
      vi.useRealTimers();
    }
  });

  it('comes back as unsaved work on its own file', () => {
    const draft = {
      id: 'draft-1',
      path,
      name: 'orders.spillway',
      text,
      savedHash: null,
      writtenAt: '2026-01-01T00:00:00Z',
    };
    recover(draft);
    expect(currentDocument().name).toBe('Orders');
    expect(useProject.getState().file.path).toBe(path);
    expect(dirty()).toBe(true);
  });

  it('a file of which not all could be read is saved as a copy, unless told to', async () => {
    openTab({
      document: newDocument('Part'),
      complete: false,
      file: { path, name: 'orders.spillway', hash: null },
    });
    host.pick = '/designs/copy.spillway';
    answering('copy');
    expect(await save()).toBe(true);
    expect(host.files.get(path)).toBe(text);
    expect(host.files.has('/designs/copy.spillway')).toBe(true);
  });
});
