/** A resource put between two that are connected: dropped on their line, or picked while the line is selected. */
import type { Position } from '#shared/model/edit';
import type { ServiceDefinition } from '#shared/model/service';
import { snapPosition } from '#shared/picture/geometry';
import { freePlace, placesOf } from '#shared/picture/place';
import { tell } from '../app/notices';
import { addResource, insertBetween } from '../project/actions';
import { services } from '../project/catalogue';
import { currentDocument } from '../project/store';
import { pointFor } from './gestures';
import { offer, type PickItem } from './pick';
import { isOutcome } from './shown-connections';
import { verdictBetween } from './verdicts';
import { reveal } from './viewport';

/** A service dropped on a line goes between its two ends; where it cannot, it stands alone and the reason is told. */
export function dropOnLine(line: string, service: ServiceDefinition, at: Position): void {
  const ends = endsOf(line);
  if (!ends) return;
  const { old, from, to } = ends;
  const { kinds, refusal } = insertionOf(ends, service);
  if (kinds) {
    insertBetween(old, service, kinds, at);
    return;
  }
  addResource(service, snapPosition(freePlace([...placesOf(currentDocument()).values()], at)));
  tell({
    tone: 'refusal',
    title: `A ${service.shortTitle.toLowerCase()} cannot stand between ${from.name} and ${to.name}: ${refusal?.why ?? NOTHING}`,
    detail: 'It was added beside the connection.',
    source: refusal?.source,
  });
}

/** Offers every service that may stand between the ends of a line; the others say why not. */
export function offerInsertion(line: string): void {
  const ends = endsOf(line);
  if (!ends) return;
  const { old, from, to } = ends;
  const places = placesOf(currentDocument());
  const [a, b] = [places.get(from.id) ?? { x: 0, y: 0 }, places.get(to.id) ?? { x: 0, y: 0 }];
  const middle = snapPosition({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  offer({
    title: `Insert between ${from.name} and ${to.name}`,
    at: pointFor(from.id, undefined),
    hasSearch: true,
    items: services.map((service): PickItem => {
      const { kinds, refusal } = insertionOf(ends, service);
      return {
        id: service.id,
        title: service.title,
        detail: service.summary,
        service: service.id,
        words: service.keywords,
        refusal: kinds ? undefined : (refusal?.why ?? NOTHING),
        run: () => {
          if (!kinds) return;
          reveal(insertBetween(old, service, kinds, middle));
        },
      };
    }),
  });
}

const NOTHING = 'nothing of AWS joins them';

function endsOf(line: string) {
  const { resources, connections } = currentDocument();
  const old = connections.find(({ id }) => id === line);
  const from = resources.find(({ id }) => id === old?.from);
  const to = resources.find(({ id }) => id === old?.to);
  return old && from && to && { old, from, to };
}

/** By which kinds it is joined on either side, the first that fits; or why it is not. */
function insertionOf({ old, from, to }: NonNullable<ReturnType<typeof endsOf>>, service: ServiceDefinition) {
  const { before, behind } = verdictBetween(from, to, service, isOutcome(old) ? 'outcome' : 'work');
  const [first] = before.kinds;
  const [second] = behind.kinds;
  if (first && second) return { kinds: { before: first, behind: second }, refusal: undefined };
  return { kinds: undefined, refusal: first ? behind.refusal : before.refusal };
}
