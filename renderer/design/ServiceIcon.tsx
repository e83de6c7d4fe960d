import './service-icon.css';

/** AWS Architecture Icons, unmodified: the square is never recoloured, cropped or rounded. */
const pictures = import.meta.glob<string>('../../shared/icons/*.svg', {
  eager: true,
  query: '?url',
  import: 'default',
});

export function iconOf(service: string): string | undefined {
  return pictures[`../../shared/icons/${service}.svg`];
}

interface ServiceIconProps {
  readonly service: string;
  readonly size: number;
  /** Place inside another picture. */
  readonly x?: number;
  readonly y?: number;
}

/** A decoration beside a name: it says nothing that the text does not say. */
export function ServiceIcon({ service, size, x, y }: ServiceIconProps) {
  const picture = iconOf(service);
  if (picture)
    return <img className="service-icon" src={picture} width={size} height={size} alt="" draggable={false} />;
  return (
    <svg
      className="service-icon service-icon--neutral"
      x={x}
      y={y}
      width={size}
      height={size}
      viewBox="0 0 40 40"
      aria-hidden="true"
    >
      <rect className="service-icon__ground" width="40" height="40" />
      {service === 'client' ? <Callers /> : service === 'http-endpoint' ? <Endpoint /> : <Unknown />}
    </svg>
  );
}

/** Our own glyphs for what lies outside AWS. */
function Callers() {
  return (
    <g className="service-icon__glyph">
      <circle cx="15" cy="15" r="4.5" />
      <path d="M6.5 30c0-5 3.8-8.5 8.5-8.5s8.5 3.5 8.5 8.5" />
      <path d="M25 14h8.5m0 0-3.2-3.2M33.5 14l-3.2 3.2M27 22h6.5m0 0-3.2-3.2m3.2 3.2-3.2 3.2" />
    </g>
  );
}

function Endpoint() {
  return (
    <g className="service-icon__glyph">
      <circle cx="20" cy="20" r="11.5" />
      <path d="M8.5 20h23 M20 8.5c-7 6.5-7 16.5 0 23 M20 8.5c7 6.5 7 16.5 0 23" />
    </g>
  );
}

function Unknown() {
  return (
    <g className="service-icon__glyph">
      <path d="M20 8 31 14v12l-11 6L9 26V14z M9 14l11 6 11-6 M20 20v12" />
    </g>
  );
}
