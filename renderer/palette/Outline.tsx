import { Boxes, ChevronRight } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { useState } from 'react';
import type { ProjectDocument } from '#shared/document/schema';
import type { GroupRecord, ResourceRecord } from '#shared/model/edit';
import { canvasPlaces } from '#shared/picture/frames';
import { reveal } from '../canvas/viewport';
import { compactRate, counted, percent } from '../design/format';
import { loadLevel, LOAD_WORD } from '#shared/picture/load';
import { SeverityMark, SEVERITY_WORD } from '../design/SeverityMark';
import { useEvaluatedResource } from '../evaluation/store';
import { useFindingSummary } from '../findings/store';
import { serviceOf } from '../project/catalogue';
import { select, showLocation, useSelection } from '../project/selection';
import { currentDocument, documentOf, useProject } from '../project/store';

/** Rows that are drawn before one asks for more: each listens to its figures. */
const MANY = 200;

/** The drawing as a list: what stands on the canvas, what it leads to and how full it is. */
export function Outline() {
  const document = useProject(documentOf);
  const [showsAll, setShowsAll] = useState(false);
  if (!document || document.resources.length === 0) return null;
  const { resources } = document;
  const rows = rowsOf(document);
  const shown = showsAll ? rows : rows.slice(0, MANY);
  const nameOf = new Map(document.resources.map(({ id, name }) => [id, name]));
  return (
    <Collapsible.Root className="outline" defaultOpen>
      <Collapsible.Trigger className="outline__toggle">
        <ChevronRight size={13} aria-hidden="true" />
        <h2 className="label">Outline</h2>
      </Collapsible.Trigger>
      <Collapsible.Content>
        <ul className="outline__list" aria-label="Resources">
          {shown.map(({ resource, group, within }) => {
            if (group) {
              return (
                <li key={group.id}>
                  <GroupItem record={group} />
                </li>
              );
            }
            const { id, name, service } = resource;
            const targets = document.connections
              .filter(({ from }) => from === id)
              .map(({ to }) => nameOf.get(to) ?? to);
            return (
              <li key={id} className={within === undefined ? '' : 'outline__member'}>
                <OutlineItem id={id} name={name} service={service} targets={targets} within={within} />
              </li>
            );
          })}
        </ul>
        {shown.length < rows.length && (
          <button type="button" className="link outline__more" onClick={() => setShowsAll(true)}>
            Show all {counted(resources.length, 'resource')}
          </button>
        )}
      </Collapsible.Content>
    </Collapsible.Root>
  );
}

type Row =
  | { readonly group: GroupRecord; readonly resource?: never; readonly within?: never }
  | { readonly resource: ResourceRecord; readonly group?: never; readonly within: string | undefined };

/** Groups with their members first, then what is in none. */
function rowsOf({ resources, groups }: ProjectDocument): readonly Row[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const grouped = new Set(groups.flatMap(({ members }) => members));
  const alone = resources.filter(({ id }) => !grouped.has(id));
  return [
    ...groups.flatMap((group): Row[] => [
      { group },
      ...group.members.flatMap((member): Row[] => {
        const resource = byId.get(member);
        return resource ? [{ resource, within: group.name }] : [];
      }),
    ]),
    ...alone.map((resource): Row => ({ resource, within: undefined })),
  ];
}

function GroupItem({ record: { id, name, members } }: { readonly record: GroupRecord }) {
  const isSelected = useSelection((state) => state.groups.includes(id));
  return (
    <button
      type="button"
      className={`outline__item ${isSelected ? 'outline__item--selected' : ''}`}
      aria-current={isSelected}
      onClick={() => showGroup(id)}
      onKeyDown={walkList}
    >
      <Boxes size={13} aria-hidden="true" />
      <span className="outline__name">{name}</span>
      <span className="spoken-only">, group of {counted(members.length, 'resource')}</span>
    </button>
  );
}

function showGroup(id: string): void {
  select({ groups: [id] });
  const place = canvasPlaces(currentDocument()).get(id);
  if (place) reveal(place);
}

interface OutlineItemProps {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly targets: readonly string[];
  /** Name of the group that it is in. */
  readonly within: string | undefined;
}

function OutlineItem({ id, name, service, targets, within }: OutlineItemProps) {
  const isSelected = useSelection((state) => state.resources.includes(id));
  const result = useEvaluatedResource(id);
  const summary = useFindingSummary(id);
  const level = result && loadLevel(result.utilisation);
  const spoken = [
    serviceOf(service)?.title ?? service,
    within === undefined ? '' : `in the group ${within}`,
    targets.length > 0 ? `leads to ${targets.join(', ')}` : 'leads to nothing',
    result ? `${compactRate(result.offeredPerSecond)} in, ${compactRate(result.completedPerSecond)} done` : '',
    result && level && result.limits.length > 0 ? `${percent(result.utilisation)} used, ${LOAD_WORD[level]}` : '',
    summary ? `${summary.count} findings, worst ${SEVERITY_WORD[summary.worst].toLowerCase()}` : '',
  ].filter(Boolean);
  return (
    <button
      type="button"
      className={`outline__item ${isSelected ? 'outline__item--selected' : ''}`}
      aria-current={isSelected}
      onClick={() => showLocation({ resource: id })}
      onKeyDown={walkList}
    >
      <span className={`outline__load outline__load--${level ?? 'idle'}`} aria-hidden="true" />
      <span className="outline__name">{name}</span>
      <span className="spoken-only">, {spoken.join(', ')}</span>
      {summary && <SeverityMark severity={summary.worst} size={11} />}
      <span className="outline__rate num" aria-hidden="true">
        {result ? compactRate(result.completedPerSecond) : ''}
      </span>
    </button>
  );
}

/** Up and down walk the list. */
function walkList(event: React.KeyboardEvent<HTMLButtonElement>): void {
  const item = event.currentTarget.closest('li');
  const next =
    event.key === 'ArrowDown'
      ? item?.nextElementSibling
      : event.key === 'ArrowUp'
        ? item?.previousElementSibling
        : null;
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.querySelector('button')?.focus();
}
