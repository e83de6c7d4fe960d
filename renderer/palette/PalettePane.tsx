import { Search } from 'lucide-react';
import { useState } from 'react';
import type { Category, ServiceDefinition } from '#shared/model/service';
import { freePlace, placesOf } from '#shared/picture/place';
import { snapPosition } from '#shared/picture/geometry';
import { SERVICE_MEDIA } from '../canvas/palette-drag';
import { searchItems } from '../canvas/pick';
import { middleOfView, reveal } from '../canvas/viewport';
import { ServiceIcon } from '../design/ServiceIcon';
import { addResource } from '../project/actions';
import { services } from '../project/catalogue';
import { currentDocument } from '../project/store';
import { Outline } from './Outline';
import './palette-pane.css';

const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  entry: 'Where load comes from',
  edge: 'Edge',
  compute: 'Compute',
  messaging: 'Messaging',
  streams: 'Streams',
  stores: 'Stores',
};

/** Services to add, found by what one wants of them, and the outline of what is drawn. */
export function PalettePane() {
  const [query, setQuery] = useState('');
  const found = searchItems(
    services.map((service) => ({
      service,
      title: service.title,
      detail: service.summary,
      words: [...service.keywords, service.shortTitle],
    })),
    query,
  ).map(({ service }) => service);
  const categories = (Object.keys(CATEGORY_WORDS) as Category[]).filter((category) =>
    found.some((service) => service.category === category),
  );
  return (
    <nav className="palette scroll" aria-label="Services and outline">
      <div className="palette__search">
        <Search size={13} aria-hidden="true" />
        <input
          className="input"
          type="search"
          placeholder="buffer, fan out…"
          aria-label="Search services by what you need"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && first) add(first);
            if (event.key === 'Escape') setQuery('');
          }}
        />
      </div>
      {categories.map((category) => (
        <section key={category} className="palette__group">
          <h2 className="label">{CATEGORY_WORDS[category]}</h2>
          <ul>
            {found
              .filter((service) => service.category === category)
              .map((service) => (
                <li key={service.id}>
                  <ServiceItem service={service} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      {found.length === 0 && <p className="palette__none dim">No service does “{query}”.</p>}
      <Outline />
    </nav>
  );
}

function ServiceItem({ service }: { readonly service: ServiceDefinition }) {
  return (
    <button
      type="button"
      className="palette__item"
      draggable
      title={`${service.summary} Drag to the canvas, or press Enter.`}
      onClick={() => add(service)}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(SERVICE_MEDIA, service.id);
        dataTransfer.effectAllowed = 'copy';
      }}
    >
      <ServiceIcon service={service.id} size={26} />
      <span className="palette__words">
        <span className="palette__name">{service.shortTitle}</span>
        {service.title !== service.shortTitle && <span className="palette__title">{service.title}</span>}
      </span>
    </button>
  );
}

/** In the middle of what is in view, where nothing lies. */
function add(service: ServiceDefinition): void {
  const place = snapPosition(freePlace([...placesOf(currentDocument()).values()], middleOfView()));
  addResource(service, place);
  reveal(place);
}
