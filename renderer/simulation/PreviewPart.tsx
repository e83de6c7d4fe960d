import type { StoreResult } from '#shared/fluid/series';
import { later } from '../design/later';
import { counted, figure, time } from '../design/format';
import { documentOf, useProject } from '../project/store';
import { clock } from './chart-figures';
import { FAILURE_TITLES } from './failure-titles';
import { mendLanguage } from './mend-language';
import { usePreview } from './preview';

const PreviewCharts = later(async () => {
  mendLanguage();
  return (await import('./Charts')).PreviewCharts;
});

/** How the scenario goes in the mean, before any run: it follows the load dial, the scenario and the drawing at once. */
export function PreviewPart() {
  const { preview, trouble } = usePreview();
  const document = useProject(documentOf);
  const nameOf = (id: string): string => document?.resources.find((resource) => resource.id === id)?.name ?? id;
  if (trouble !== undefined) return <p className="simulation__trouble">{trouble}</p>;
  if (!preview) return <p className="dim">Working out the preview…</p>;
  const waiting = preview.stores.filter(({ most }) => most >= 1).toSorted((a, b) => b.most - a.most);
  const duration = preview.series.columns * preview.series.columnWidth;
  return (
    <section className="preview" aria-label="Preview">
      <p className="dim">
        Means in steps of a second, without chance: waits below saturation, cold starts and retries that come later take
        a run.
      </p>
      {waiting.length === 0 ? (
        <p>Nothing piles up anywhere.</p>
      ) : (
        <ul className="num">
          {waiting.map((store) => (
            <li key={`${store.resource} ${store.connection ?? ''}`}>{sentenceOf(store, nameOf, duration)}</li>
          ))}
        </ul>
      )}
      {preview.unshown.length > 0 && (
        <p className="dim">
          Not in the preview, only in a run:{' '}
          {preview.unshown
            .map(({ kind, resource }) => `${FAILURE_TITLES[kind].toLowerCase()} at ${nameOf(resource)}`)
            .join(', ')}
          .
        </p>
      )}
      <PreviewCharts preview={preview} />
    </section>
  );
}

function sentenceOf(store: StoreResult, nameOf: (id: string) => string, duration: number): string {
  const { resource, connection, most, mostAt, recoveredAt, expired, left } = store;
  const held = `${nameOf(resource)} holds up to ${figure(most)}`;
  if (connection === undefined) return `${held} at the end, and nothing takes them away.`;
  const gone =
    expired >= 1
      ? ` ${counted(Math.round(expired), 'grows', 'grow')} too old and ${expired < 2 ? 'is' : 'are'} lost.`
      : '';
  if (recoveredAt !== undefined)
    return `${held} at ${clock(mostAt)} and has caught up at ${clock(recoveredAt)}, ${time(recoveredAt - mostAt)} later.${gone}`;
  return mostAt > duration * 0.99
    ? `${held} at the end, and still grows.${gone}`
    : `${held} at ${clock(mostAt)}, and still ${figure(left)} at the end.${gone}`;
}
