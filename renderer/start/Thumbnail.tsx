import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { boundsOf, CARD_HEIGHT, CARD_WIDTH } from '#shared/picture/geometry';
import { allRoutes } from '#shared/picture/all-routes';
import { formOf } from '#shared/picture/line-form';
import { placesOf } from '#shared/picture/place';
import { loadLevel } from '#shared/picture/load';
import { lookOf } from '../canvas/shown-connections';
import { iconOf, ServiceIcon } from '../design/ServiceIcon';
import { kindOf } from '../project/catalogue';
import '../canvas/connection-view.css';

/** Room around the cards, in units of the canvas. */
const MARGIN = 44;

interface ThumbnailProps {
  readonly document: ProjectDocument;
  /** Colours the cards by their load, once it is known. */
  readonly evaluation: Evaluation | undefined;
}

/** A design from afar, drawn from its document. A decoration: the name beside it says what it is. */
export function Thumbnail({ document, evaluation }: ThumbnailProps) {
  const places = placesOf(document);
  const routes = allRoutes(document, places, lookOf);
  const bounds = boundsOf([...places.values()]);
  if (!bounds) return <svg className="thumbnail" aria-hidden="true" />;
  const { x, y, width, height } = bounds;
  return (
    <svg
      className="thumbnail"
      viewBox={`${x - MARGIN} ${y - MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`}
      aria-hidden="true"
    >
      {document.connections.map(({ id, kind }) => {
        const route = routes.get(id);
        return (
          route && (
            <g key={id} className={`line line--${formOf(kindOf(kind))}`}>
              <path className="line__stroke" d={route.path} />
            </g>
          )
        );
      })}
      {document.resources.map(({ id, service }) => {
        const place = places.get(id);
        const utilisation = evaluation?.resources[id]?.utilisation ?? 0;
        return place && <Card key={id} x={place.x} y={place.y} service={service} utilisation={utilisation} />;
      })}
    </svg>
  );
}

interface CardProps {
  readonly x: number;
  readonly y: number;
  readonly service: string;
  readonly utilisation: number;
}

function Card({ x, y, service, utilisation }: CardProps) {
  const icon = iconOf(service);
  const size = CARD_HEIGHT - 24;
  const room = CARD_WIDTH - size - 48;
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className="thumbnail__card" width={CARD_WIDTH} height={CARD_HEIGHT} rx="14" />
      {icon ? (
        <image href={icon} x="12" y="12" width={size} height={size} />
      ) : (
        <ServiceIcon service={service} size={size} x={12} y={12} />
      )}
      <path className="thumbnail__text" d={`M${size + 30} 30h${CARD_WIDTH - size - 64}`} />
      <path className="thumbnail__track" d={`M${size + 30} 54h${room}`} />
      {utilisation > 0.01 && (
        <path
          className={`thumbnail__load thumbnail__load--${loadLevel(utilisation)}`}
          d={`M${size + 30} 54h${room * Math.min(1, utilisation)}`}
        />
      )}
    </g>
  );
}
