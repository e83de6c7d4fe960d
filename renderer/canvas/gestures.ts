/** Adding and connecting, by whatever hand: the menus they open, the edits they end in, the refusals they meet. */
import type { ConnectionKind } from '#shared/model/connection';
import type { Position, ResourceRecord } from '#shared/model/edit';
import { speak, tell } from '../app/notices';
import { addAfter, addResource, connect } from '../project/actions';
import { services } from '../project/catalogue';
import { currentDocument } from '../project/store';
import { beginConnecting, endConnecting, useConnecting, type Verdict } from './connecting';
import { CARD_HEIGHT, CARD_WIDTH, snapPosition } from '#shared/picture/geometry';
import { offer, type PickItem } from './pick';
import { freePlace, placeAfter, placesOf } from '#shared/picture/place';
import { type Leaving, verdictOf, verdictOnNew, verdictsFrom } from './verdicts';
import { middleOfView, placeAt, pointOf, reveal } from './viewport';

/** Offers every service; after `from`, those that may follow it first, and the others with the reason why not. */
export function offerAddition(
  from: string | undefined,
  at?: { readonly point: Position },
  leaving: Leaving = 'either',
) {
  const source = currentDocument().resources.find(({ id }) => id === from);
  offer({
    title: source ? `Add after ${source.name}` : 'Add a resource',
    at: pointFor(source?.id, at?.point),
    items: additions(source, at?.point, leaving),
    hasSearch: true,
  });
}

/** Every service as something to add, after `source` where there is one; at the point where something was let go. */
export function additions(
  source: ResourceRecord | undefined,
  point?: Position,
  leaving: Leaving = 'either',
): readonly PickItem[] {
  const dropped = point && placeAt(point);
  const place = (): Position => {
    const document = currentDocument();
    if (dropped) return snapPosition({ x: dropped.x, y: dropped.y - CARD_HEIGHT / 2 });
    const taken = [...placesOf(document).values()];
    return snapPosition(source ? placeAfter(document, source.id) : freePlace(taken, middleOfView()));
  };
  return services.map((service): PickItem => {
    const verdict = source && verdictOnNew(source, service, leaving);
    const item = {
      id: service.id,
      title: service.title,
      detail: service.summary,
      service: service.id,
      words: service.keywords,
    };
    if (!source || !verdict) return { ...item, run: () => void addResource(service, place()) };
    return {
      ...item,
      refusal: verdict.kinds.length === 0 ? verdict.refusal?.why : undefined,
      run: () =>
        chooseKind(verdict.kinds, pointFor(source.id, point), (kind) => {
          const where = place();
          addAfter(source.id, service, kind, where);
          reveal(where);
        }),
    };
  });
}

/** Beside the card, in the middle of the window, or where the pointer is. */
export function pointFor(resource: string | undefined, point: Position | undefined): Position {
  if (point) return point;
  const place = resource === undefined ? undefined : placesOf(currentDocument()).get(resource);
  const beside = place && pointOf({ x: place.x + CARD_WIDTH + 16, y: place.y });
  return beside ?? { x: window.innerWidth / 2 - 160, y: window.innerHeight / 4 };
}

/** One kind is taken as it is; of several the person chooses. */
function chooseKind(kinds: readonly ConnectionKind[], at: Position, take: (kind: ConnectionKind) => void): void {
  const [only, ...others] = kinds;
  if (!only) return;
  if (others.length === 0) {
    take(only);
    return;
  }
  offer({
    title: 'How is it connected?',
    at,
    hasSearch: false,
    items: kinds.map((kind) => ({ id: kind.id, title: kind.title, detail: kind.summary, run: () => take(kind) })),
  });
}

/** Ends a connection at a card: draws it, asks which kind, or says why not and what to draw instead. */
export function finishConnection(from: string, to: string, leaving: Leaving, point?: Position): void {
  const { resources, groups } = currentDocument();
  const source = resources.find(({ id }) => id === from);
  const target = resources.find(({ id }) => id === to);
  const group = groups.find(({ id }) => id === to);
  if (group) tell({ tone: 'plain', title: `Expand ${group.name} to connect to a resource in it` });
  if (!source || !target || source === target) return;
  const verdict = verdictOf(source, target, leaving);
  if (verdict.kinds.length === 0) {
    refuse(verdict, source.name, target.name);
    return;
  }
  chooseKind(verdict.kinds, point ?? pointFor(to, undefined), (kind) => {
    connect(from, to, kind);
    speak(`Connected ${source.name} to ${target.name}: ${kind.title}.`);
  });
}

function refuse({ refusal }: Verdict, from: string, to: string): void {
  tell({
    tone: 'refusal',
    title: `${from} cannot lead to ${to}: ${refusal?.why ?? 'no connection of AWS fits the two'}`,
    detail: refusal && `Instead: ${refusal.instead}`,
    source: refusal?.source,
  });
}

/** Begins a connection by keyboard: the arrow keys walk the cards at which it may end. */
export function beginKeyboardConnection(from: string): void {
  const document = currentDocument();
  const verdicts = verdictsFrom(document, from, 'either');
  beginConnecting(from, 'keyboard', verdicts);
  if (!stepTarget(1)) {
    endConnecting();
    const name = document.resources.find(({ id }) => id === from)?.name ?? from;
    tell({
      tone: 'refusal',
      title: `Nothing on the canvas can follow ${name}`,
      detail: 'Press A to add a resource that can',
    });
  }
}

/** The next card in reading order at which the connection may end. False where there is none. */
export function stepTarget(by: 1 | -1): boolean {
  const { legality, target } = useConnecting.getState();
  const document = currentDocument();
  const places = placesOf(document);
  const legal = document.resources
    .filter(({ id }) => legality.get(id) === 'legal')
    .toSorted((a, b) => {
      const [first, second] = [places.get(a.id), places.get(b.id)];
      return (first?.y ?? 0) - (second?.y ?? 0) || (first?.x ?? 0) - (second?.x ?? 0);
    });
  if (legal.length === 0) return false;
  const now = legal.findIndex(({ id }) => id === target);
  const next = legal[(now + by + legal.length) % legal.length] ?? legal[0];
  if (!next) return false;
  useConnecting.setState({ target: next.id });
  const place = places.get(next.id);
  if (place) reveal(place);
  speak(`${next.name}. Enter connects, Escape ends.`);
  return true;
}

export function takeTarget(): void {
  const { from, target } = useConnecting.getState();
  endConnecting();
  if (from !== undefined && target !== undefined) finishConnection(from, target, 'either');
}
