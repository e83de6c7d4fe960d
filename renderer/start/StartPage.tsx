import { FilePlus2, FolderOpen, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KeptDraft, RecentProject } from '#shared/host/calls';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { gallery } from '#shared/examples/gallery';
import { withoutRoom } from '#shared/picture/spill';
import { theHost } from '../app/host';
import { keysOf, runCommand } from '../app/commands';
import { ThemeButton } from '../app/ThemeButton';
import { counted, rate, usd } from '../design/format';
import { Mark } from '../design/Mark';
import { openExample, openPath, recover } from '../project/session';
import { useTabs } from '../project/tabs';
import { evaluateExamples } from './evaluate-examples';
import { type Example, loadExamples } from './examples';
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
            <p className="start__drop">Or drop a .spillway file, or a picture of one, anywhere.</p>
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
      <p className="start__hint">Each opens with something that is wrong: find it, mend it, see what changes.</p>
      {examples.length > 0 &&
        gallery.map(({ intent, examples: entries }) => (
          <section key={intent} aria-label={intent}>
            <h3 className="label start__intent">{intent}</h3>
            <ul className="gallery">
              {entries.map(({ id, about }) => {
                const example = examples.find((each) => each.id === id);
                return (
                  example && (
                    <li key={id}>
                      <ExampleCard example={example} about={about} evaluation={evaluations.get(id)} />
                    </li>
                  )
                );
              })}
            </ul>
          </section>
        ))}
    </main>
  );
}

interface ExampleCardProps {
  readonly example: Example;
  readonly about: string;
  readonly evaluation: Evaluation | undefined;
}

function ExampleCard({ example: { text, document }, about, evaluation }: ExampleCardProps) {
  return (
    <button type="button" className="gallery__card" onClick={() => openExample(text)}>
      <Thumbnail document={document} evaluation={evaluation} />
      <span className="gallery__words">
        <span className="gallery__head">
          <span className="gallery__name">{document.name}</span>
          {evaluation && <Trouble evaluation={evaluation} />}
        </span>
        <span className="gallery__intent">{about}</span>
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

/** What a first look at the design will show: work that finds no room, or else what its findings say. */
function Trouble({ evaluation }: { readonly evaluation: Evaluation }) {
  const found = evaluation.findings.filter(({ severity }) => severity !== 'info').length;
  if (withoutRoom(evaluation) > 0) return <span className="gallery__trouble gallery__trouble--spill">▲ spills</span>;
  return found > 0 && <span className="gallery__trouble">{counted(found, 'finding')}</span>;
}
