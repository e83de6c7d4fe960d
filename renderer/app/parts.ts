/** The parts of the window, from one to the next by key: so that nobody walks a hundred cards to reach a panel. */

/** Each part, and what takes the focus there where nothing of it had the focus before: the first that is found. */
const PARTS: readonly (readonly [part: string, ...firsts: string[]])[] = [
  ['.tab-strip', '[role=tab][tabindex="0"]'],
  ['.top-bar', '[role=slider]'],
  ['.palette', 'input'],
  ['.canvas', '.react-flow__node.selected, .react-flow__edge.selected', '.react-flow__node', 'button'],
  ['.panels', '[role=tab][aria-selected=true]'],
  ['.inspector', '[role=tab][aria-selected=true]', 'input, select, button'],
  ['.status-bar', 'button'],
];

/** What had the focus last in each part. */
const left = new Map<string, WeakRef<HTMLElement>>();

export function goToPart(by: 1 | -1): void {
  const there = PARTS.flatMap(([part, ...firsts]) => {
    const element = document.querySelector<HTMLElement>(part);
    return element ? [{ part, element, firsts }] : [];
  });
  const at = there.findIndex(({ element }) => element.contains(document.activeElement));
  const now = there[at];
  if (now && document.activeElement instanceof HTMLElement) left.set(now.part, new WeakRef(document.activeElement));
  // With the focus on nothing the keys are the canvas's.
  const from = at === -1 ? there.findIndex(({ part }) => part === '.canvas') : at;
  for (let step = 1; step <= there.length; step += 1) {
    const next = there[(from + by * step + there.length * 2) % there.length];
    if (next && focusIn(next.part, next.element, next.firsts)) return;
  }
}

function focusIn(part: string, element: HTMLElement, firsts: readonly string[]): boolean {
  const before = left.get(part)?.deref();
  // On the canvas what is selected now goes before what had the focus then.
  const candidates = part === '.canvas' ? [] : [before];
  for (const first of firsts) candidates.push(element.querySelector<HTMLElement>(first) ?? undefined);
  for (const candidate of candidates) {
    if (!candidate || !element.contains(candidate)) continue;
    candidate.focus();
    if (document.activeElement === candidate) return true;
  }
  return false;
}
