import { useMemo } from 'react';
import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord, ResourceRecord } from '#shared/model/edit';
import { allRoutes } from '#shared/picture/all-routes';
import { type Box, CARD_HEIGHT, CARD_WIDTH, type Route } from '#shared/picture/geometry';
import { formOf } from '#shared/picture/line-form';
import { placesOf } from '#shared/picture/place';
import { Ends } from '../canvas/ConnectionView';
import { lookOf } from '../canvas/shown-connections';
import { ServiceIcon } from '../design/ServiceIcon';
import { fullConfig, kindOf, serviceOf } from '../project/catalogue';
import { type Mark, MARK_SIGN, MARK_WORD } from './marks';
import { lookAt, useComparison } from './store';
import './compare-drawing.css';

/** Where more units of the canvas than this are in view, names are written larger and nothing else is. */
const FAR_WIDTH = 1200;

interface CompareDrawingProps {
  /** `Before: Order pipeline`. */
  readonly title: string;
  readonly document: ProjectDocument;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly box: Box;
}

/** One of the two drawings, to look at: what differs from the other is marked, the rest stands back. */
export function CompareDrawing({ title, document, marks, box }: CompareDrawingProps) {
  const places = useMemo(() => placesOf(document), [document]);
  const routes = useMemo(() => allRoutes(document, places, lookOf), [document, places]);
  return (
    <svg
      className={`compare-drawing ${box.width > FAR_WIDTH ? 'compare-drawing--far' : ''}`}
      role="group"
      aria-label={title}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
    >
      {document.connections.map((record) => {
        const route = routes.get(record.id);
        return route && <Line key={record.id} record={record} line={route} mark={marks.get(record.id)} />;
      })}
      {document.resources.map((record) => {
        const place = places.get(record.id);
        return place && <Card key={record.id} record={record} x={place.x} y={place.y} mark={marks.get(record.id)} />;
      })}
    </svg>
  );
}

interface LineProps {
  readonly record: ConnectionRecord;
  readonly line: Route;
  readonly mark: Mark | undefined;
}

function Line({ record, line, mark }: LineProps) {
  const isLooked = useComparison(({ looked }) => looked === record.id);
  const form = formOf(kindOf(record.kind));
  const { x, y } = line.middle;
  return (
    <g className={`line line--${form} compare-line ${mark ? `compare-line--${mark}` : ''}`}>
      {isLooked && <path className="line__glow" d={line.path} />}
      <path className="line__stroke" d={line.path} />
      {form === 'poll' && <path className="line__core" d={line.path} />}
      <Ends form={form} line={line} width={1} />
      {mark && (
        <g transform={`translate(${x} ${y})`}>
          <title>{MARK_WORD[mark]}</title>
          <circle className="compare-line__disc" r="11" />
          <text className="compare-line__sign" textAnchor="middle" dy="0.36em">
            {MARK_SIGN[mark]}
          </text>
        </g>
      )}
    </g>
  );
}

interface CardProps {
  readonly record: ResourceRecord;
  readonly x: number;
  readonly y: number;
  readonly mark: Mark | undefined;
}

/** Room for the mark above the card. */
const HEADROOM = 18;

function Card({ record: { id, name, service, config }, x, y, mark }: CardProps) {
  const isLooked = useComparison(({ looked }) => looked === id);
  const known = serviceOf(service);
  const line = known ? known.cardLine(fullConfig(known, config)) : `unknown service ${service}`;
  return (
    <foreignObject x={x - 6} y={y - HEADROOM} width={CARD_WIDTH + 12} height={CARD_HEIGHT + HEADROOM + 6}>
      {/* For the mouse: the list of changes leads the keyboard to the same places. */}
      <button
        type="button"
        tabIndex={-1}
        className={`compare-card ${mark ? `compare-card--${mark}` : ''} ${isLooked ? 'compare-card--looked' : ''}`}
        onClick={() => lookAt(id)}
      >
        {mark && (
          <span className="compare-card__mark">
            {MARK_SIGN[mark]} {MARK_WORD[mark]}
          </span>
        )}
        <ServiceIcon service={service} size={36} />
        <span className="compare-card__words">
          <span className="compare-card__name">{name}</span>
          <span className="compare-card__line">{line}</span>
        </span>
      </button>
    </foreignObject>
  );
}
