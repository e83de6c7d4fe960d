import { Boxes, ChevronRight } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { memo, useState } from 'react';
import type { ProjectDocument } from '#shared/document/schema';
import type { GroupRecord, ResourceRecord } from '#shared/model/edit';
import { canvasPlaces } from '#shared/picture/frames';
import { reveal } from '../canvas/viewport';
import { compactRate, counted, percent } from '../design/format';
import { loadLevel, LOAD_WORD } from '#shared/picture/load';
import { SeverityMark, SEVERITY_WORD } from '../design/SeverityMark';
import { useEvaluatedResource } from '../evaluation/store';
import { useFindingSummary } from '../findings/store';
import { byId } from '../project/by-id';
import { serviceOf } from '../project/catalogue';
import { select, showLocation, useSelection } from '../project/selection';
import { currentDocument, documentOf, useProject } from '../project/store';

/** Rows that are drawn before one asks for more: each listens to its figures. */
const MANY = 200;

/** The drawing as a list: what stands on the canvas, what it leads to and how full it is. */
export function Outline() {
  // Not the whole document: where things stand changes nothing of the list.
  const resources = useProject((state) => documentOf(state)?.resources);
  const connections = useProject((state) => documentOf(state)?.connections);
  const groups = useProject((state) => documentOf(state)?.groups);
  const [showsAll, setShowsAll] = useState(false);
  if (!resources || !connections || !groups || resources.length === 0) return null;
  const rows = rowsOf({ resources, groups });
  const shown = showsAll ? rows : rows.slice(0, MANY);
  const leadsTo = namesOfTargets({ resources, connections });
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
            return (
              <li key={id} className={within === undefined ? '' : 'outline__member'}>
                <OutlineItem id={id} name={name} service={service} leadsTo={leadsTo.get(id)} within={within} />
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
function rowsOf({ resources, groups }: Pick<ProjectDocument, 'resources' | 'groups'>): readonly Row[] {
  const known = byId(resources);
  const grouped = new Set(groups.flatMap(({ members }) => members));
  const alone = resources.filter(({ id }) => !grouped.has(id));
  return [
    ...groups.flatMap((group): Row[] => [
      { group },
      ...group.members.flatMap((member): Row[] => {
        const resource = known.get(member);
        return resource ? [{ resource, within: group.name }] : [];
      }),
    ]),
    ...alone.map((resource): Row => ({ resource, within: undefined })),
  ];
}

/** Of each resource that leads to others, their names. */
function namesOfTargets({
  resources,
  connections,
}: Pick<ProjectDocument, 'resources' | 'connections'>): ReadonlyMap<string, string> {
  const named = byId(resources);
  const names = new Map<string, string>();
  for (const { from, to } of connections) {
    const [before, name] = [names.get(from), named.get(to)?.name ?? to];
    names.set(from, before === undefined ? name : `${before}, ${name}`);
  }
  return names;
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
  /** Names of what it leads to. */
  readonly leadsTo: string | undefined;
  /** Name of the group that it is in. */
  readonly within: string | undefined;
}

const OutlineItem = memo(function OutlineItem({ id, name, service, leadsTo, within }: OutlineItemProps) {
  const isSelected = useSelection((state) => state.resources.includes(id));
  const result = useEvaluatedResource(id);
  const summary = useFindingSummary(id);
  const level = result && loadLevel(result.utilisation);
  const spoken = [
    serviceOf(service)?.title ?? service,
    within === undefined ? '' : `in the group ${within}`,
    leadsTo === undefined ? 'leads to nothing' : `leads to ${leadsTo}`,
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
});

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
