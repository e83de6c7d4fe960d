import { Popover } from 'radix-ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ServiceIcon } from '../design/ServiceIcon';
import { endPick, type PickItem, type PickRequest, searchItems, usePick } from './pick';
import './pick-menu.css';

export function PickMenu() {
  const request = usePick((state) => state.request);
  if (!request) return null;
  return <OpenMenu key={`${request.title} ${request.at.x} ${request.at.y}`} request={request} />;
}

function OpenMenu({ request: { title, at, items, hasSearch } }: { readonly request: PickRequest }) {
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const found = useMemo(
    () => [...searchItems(items, query)].toSorted((a, b) => Number(Boolean(a.refusal)) - Number(Boolean(b.refusal))),
    [items, query],
  );
  const active = found[Math.min(index, found.length - 1)];
  const anchor = useRef({ getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) });
  const choose = (item: PickItem | undefined): void => {
    if (!item || item.refusal !== undefined) return;
    endPick();
    item.run();
  };
  const step = (by: number): void => {
    const next = Math.min(found.length - 1, Math.max(0, Math.min(index, found.length - 1) + by));
    setIndex(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter') choose(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const content = useRef<HTMLDivElement>(null);
  usePressOutside(content, endPick);
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && endPick()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          ref={content}
          className="pick floating"
          align="start"
          side="bottom"
          sideOffset={4}
          collisionPadding={12}
          aria-label={title}
          onKeyDown={onKeyDown}
        >
          {hasSearch ? (
            <input
              className="pick__search"
              role="combobox"
              aria-label={title}
              aria-expanded="true"
              aria-controls="pick-list"
              aria-activedescendant={active ? `pick-${active.id}` : undefined}
              placeholder={title}
              value={query}
              spellCheck={false}
              onChange={({ target }) => {
                setQuery(target.value);
                setIndex(0);
              }}
            />
          ) : (
            <h2 className="pick__title label">{title}</h2>
          )}
          <ul
            ref={list}
            className="pick__list scroll"
            id="pick-list"
            role="listbox"
            aria-label={title}
            tabIndex={hasSearch ? -1 : 0}
            aria-activedescendant={active ? `pick-${active.id}` : undefined}
          >
            {found.map((item) => (
              <Option
                key={item.id}
                item={item}
                isActive={item === active}
                onChoose={choose}
                onAim={() => setIndex(found.indexOf(item))}
              />
            ))}
          </ul>
          {found.length === 0 && <p className="pick__none dim">Nothing fits “{query}”.</p>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The popover itself waits for the click, which the drag of a card or a line never ends in. */
function usePressOutside(inside: React.RefObject<HTMLElement | null>, then: () => void): void {
  useEffect(() => {
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !inside.current?.contains(target)) then();
    };
    window.document.addEventListener('pointerdown', onPress, true);
    return () => window.document.removeEventListener('pointerdown', onPress, true);
  }, [inside, then]);
}

interface OptionProps {
  readonly item: PickItem;
  readonly isActive: boolean;
  onChoose(item: PickItem): void;
  onAim(): void;
}

function Option({ item, isActive, onChoose, onAim }: OptionProps) {
  return (
    // The keyboard reaches it through the list or the search field, which point at it as the active descendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      className="pick__option"
      id={`pick-${item.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-disabled={item.refusal !== undefined}
      onPointerMove={onAim}
      onClick={() => onChoose(item)}
    >
      {item.service !== undefined && <ServiceIcon service={item.service} size={24} />}
      <span className="pick__words">
        <span className="pick__name">{item.title}</span>
        <span className="pick__detail">{item.refusal ?? item.detail}</span>
      </span>
    </li>
  );
}
