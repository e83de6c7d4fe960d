import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Tip } from '../design/Tip';
import { closeTab, goToTab } from '../project/session';
import { useProject } from '../project/store';
import { faceOf, moveTab, type TabFace, useTabs } from '../project/tabs';
import { keysOf, runCommand } from './commands';
import './tab-strip.css';

/** The designs that are open, one tab each. Shown as soon as there is one. */
export function TabStrip() {
  const tabs = useTabs((state) => state.tabs);
  const project = useProject();
  const list = useRef<HTMLDivElement>(null);
  if (tabs.length === 0) return null;
  const { tab: shown, history } = project;
  const faces = tabs.map((tab) => faceOf(tab, history && { ...project, history }));
  const inTurn = shown ?? faces[0]?.id;

  const walk = (event: React.KeyboardEvent, at: number): void => {
    const target = stepOf(event.key, at, faces.length);
    const face = target === undefined ? undefined : faces[target];
    if (!face) return;
    event.preventDefault();
    void goToTab(face.id).then(() => focusOn(list.current, face.id));
  };
  return (
    <div className="tab-strip">
      <div ref={list} className="tab-strip__list" role="tablist" aria-label="Open designs">
        {faces.map((face, at) => (
          <DesignTab
            key={face.id}
            face={face}
            isShown={face.id === shown}
            isInTurn={face.id === inTurn}
            onWalk={(event) => walk(event, at)}
          />
        ))}
      </div>
      <Tip text="New design" keys={keysOf('file.new')}>
        <button
          type="button"
          className="icon-button icon-button--small"
          aria-label="New design in a tab of its own"
          onClick={() => runCommand('file.new')}
        >
          <Plus size={14} />
        </button>
      </Tip>
    </div>
  );
}

interface DesignTabProps {
  readonly face: TabFace;
  readonly isShown: boolean;
  /** Whether Tab stops here; the arrow keys lead to the others. */
  readonly isInTurn: boolean;
  onWalk(event: React.KeyboardEvent): void;
}

function DesignTab({ face: { id, title, path, isDirty: isUnsaved }, isShown, isInTurn, onWalk }: DesignTabProps) {
  const close = (): void => void closeTab(id);
  const element = useRef<HTMLDivElement>(null);
  const { isDragged, ...dragHandlers } = useDrag(id);
  useEffect(() => {
    if (isShown) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isShown]);
  return (
    <div
      ref={element}
      role="tab"
      data-tab={id}
      className={`design-tab ${isUnsaved ? 'design-tab--dirty' : ''} ${isDragged ? 'design-tab--dragged' : ''}`}
      aria-label={isUnsaved ? `${title}, unsaved changes` : title}
      aria-selected={isShown}
      aria-keyshortcuts="Delete"
      tabIndex={isInTurn ? 0 : -1}
      title={path ?? `${title}, not saved yet`}
      onClick={() => void goToTab(id)}
      {...dragHandlers}
      onMouseDown={(event) => {
        // The middle button would begin to scroll.
        if (event.button === 1) event.preventDefault();
      }}
      onAuxClick={(event) => {
        if (event.button === 1) close();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') void goToTab(id);
        else if (event.key === 'Delete') close();
        else {
          onWalk(event);
          return;
        }
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <span className="design-tab__title">{title}</span>
      {/* For the mouse; the keyboard closes with Delete, or by the command. */}
      <span
        className="design-tab__close"
        aria-hidden="true"
        title={`Close ${title}`}
        onClick={(event) => {
          event.stopPropagation();
          close();
        }}
      >
        <X size={12} className="design-tab__cross" />
        {isUnsaved && <span className="design-tab__dot">●</span>}
      </span>
    </div>
  );
}

/** Pixels that a pressed pointer goes before it is a drag and no click. */
const DRAG_FROM = 6;

/** A tab goes along the strip with the pointer: it stands behind every other whose middle the pointer has passed. */
function useDrag(id: string) {
  const [isDragged, setDragged] = useState(false);
  const from = useRef<number>(undefined);
  const end = (): void => {
    from.current = undefined;
    setDragged(false);
  };
  return {
    isDragged,
    onPointerDown: ({ button, clientX }: React.PointerEvent): void => {
      if (button === 0) from.current = clientX;
    },
    onPointerMove: ({ clientX, pointerId, currentTarget }: React.PointerEvent<HTMLElement>): void => {
      if (from.current === undefined || (!isDragged && Math.abs(clientX - from.current) < DRAG_FROM)) return;
      currentTarget.setPointerCapture(pointerId);
      setDragged(true);
      const others = [...(currentTarget.parentElement?.children ?? [])].filter((tab) => tab !== currentTarget);
      moveTab(id, others.filter((tab) => middleOf(tab) < clientX).length);
    },
    onPointerUp: (): void => {
      // A tab that has changed its place is not clicked: as a click would, letting it go shows it.
      if (isDragged) void goToTab(id);
      end();
    },
    onPointerCancel: end,
  };
}

function middleOf(tab: Element): number {
  const { left, width } = tab.getBoundingClientRect();
  return left + width / 2;
}

/** Where an arrow key leads; undefined for any other key. */
function stepOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function focusOn(list: HTMLElement | null, id: string): void {
  list?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(id)}"]`)?.focus();
}
