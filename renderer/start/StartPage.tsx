import { FilePlus2, FolderOpen, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KeptDraft, RecentProject } from '#shared/host/calls';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { theHost } from '../app/host';
import { keysOf, runCommand } from '../app/commands';
import { ThemeButton } from '../app/ThemeButton';
import { counted, rate, usd } from '../design/format';
import { Mark } from '../design/Mark';
import { openExample, openPath, recover } from '../project/session';
import { useTabs } from '../project/tabs';
import { evaluateExamples } from './evaluate-examples';
import { type Example, intentOf, loadExamples } from './examples';
import { Recents, Recovered } from './Recents';
import { Thumbnail } from './Thumbnail';
import './start-page.css';

/** Recent designs, examples that open evaluated, and a blank one. */
export function StartPage() {
  const [recents, setRecents] = useState<readonly RecentProject[]>([]);
  const [drafts, setDrafts] = useState<readonly KeptDraft[]>([]);
  useEffect(() => {
    const host = theHost();
    host.recentProjects().then(setRecents, () => setRecents([]));
    host.readDrafts().then(setDrafts, () => setDrafts([]));
  }, []);
  const open = new Set(useTabs((state) => state.tabs).map(({ id }) => id));
  const forget = (path: string): void => {
    void theHost().forgetRecent({ path });
    setRecents((list) => list.filter((recent) => recent.path !== path));
  };
  const discard = (id: string): void => {
    void theHost().clearDraft({ id });
    setDrafts((list) => list.filter((draft) => draft.id !== id));
  };
  return (
    <div className="start scroll">
      <header className="start__bar">
        <ThemeButton />
      </header>
      <div className="start__page">
        <aside className="start__side" aria-label="Begin">
          <div className="start__brand">
            <Mark size={40} />
            <h1>Spillway</h1>
          </div>
          <p className="start__question">
            At what load does it spill, where does the excess go, and what does it cost?
          </p>
          <div className="start__buttons">
            <button type="button" className="start__button" onClick={() => runCommand('file.new')}>
              <FilePlus2 size={16} aria-hidden="true" />
              New design
              <kbd className="key">{keysOf('file.new')}</kbd>
            </button>
            <button type="button" className="start__button" onClick={() => runCommand('file.open')}>
              <FolderOpen size={16} aria-hidden="true" />
              Open…
              <kbd className="key">{keysOf('file.open')}</kbd>
            </button>
          </div>
          <Recovered drafts={drafts.filter(({ id }) => !open.has(id))} onOpen={recover} onDiscard={discard} />
          <Recents recents={recents} onOpen={(path) => void openPath(path)} onForget={forget} />
          <p className="start__privacy">
            <ShieldCheck size={14} aria-hidden="true" />
            Everything stays on this machine: no account, no network.
          </p>
        </aside>
        <Gallery />
      </div>
    </div>
  );
}

function Gallery() {
  const [examples, setExamples] = useState<readonly Example[]>([]);
  const [evaluations, setEvaluations] = useState<ReadonlyMap<string, Evaluation>>(new Map());
  useEffect(() => {
    let stop = (): void => {};
    let isGone = false;
    void loadExamples().then((loaded) => {
      if (isGone) return;
      setExamples(loaded);
      stop = evaluateExamples(loaded, (id, evaluation) =>
        setEvaluations((known) => new Map(known).set(id, evaluation)),
      );
    });
    return () => {
      isGone = true;
      stop();
    };
  }, []);
  return (
    <main className="start__gallery" aria-label="Examples">
      <h2>Begin with an example</h2>
      <ul className="gallery">
        {examples.map((example) => (
          <li key={example.id}>
            <ExampleCard example={example} evaluation={evaluations.get(example.id)} />
          </li>
        ))}
      </ul>
    </main>
  );
}

interface ExampleCardProps {
  readonly example: Example;
  readonly evaluation: Evaluation | undefined;
}

function ExampleCard({ example: { id, text, document }, evaluation }: ExampleCardProps) {
  return (
    <button type="button" className="gallery__card" onClick={() => openExample(text)}>
      <Thumbnail document={document} evaluation={evaluation} />
      <span className="gallery__words">
        <span className="gallery__name">{document.name}</span>
        <span className="gallery__intent">{intentOf(id) ?? counted(document.resources.length, 'resource')}</span>
        <span className="gallery__figures num">
          {evaluation && (
            <>
              <span>
                sustains <strong>{evaluation.sustains ? rate(evaluation.sustains.perSecond) : 'any load'}</strong>
              </span>
              <span>
                <strong>{usd(evaluation.cost.usdPerMonth)}</strong> a month
              </span>
            </>
          )}
        </span>
      </span>
    </button>
  );
}
