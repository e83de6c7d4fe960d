import { Boxes, ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useMemo } from 'react';
import { Handle, type NodeProps, NodeResizer, Position as Side, useStore } from 'reactflow';
import type { GroupRecord } from '#shared/model/edit';
import { MIN_FRAME } from '#shared/picture/frames';
import { FAR_ZOOM } from '#shared/picture/geometry';
import { loadLevel } from '#shared/picture/load';
import { compact, counted, percent, usd } from '../design/format';
import { LoadBar } from '../design/LoadBar';
import { useAnyFound } from '../find/store';
import { fold, renameGroup } from '../project/grouping';
import { useSelection } from '../project/selection';
import { currentDocument, dispatch, documentOf, useProject } from '../project/store';
import { CardName } from './CardName';
import { FindingBadge } from './FindingBadge';
import { type GroupFigures, useGroupFigures } from './useGroupFigures';
import { resized } from './move';
import { type FrameNode, HANDLE } from './nodes';
import './group-frame.css';

/** A group: a frame behind its members, or one card in their place. */
export const GroupFrame = memo(function GroupFrame({ id, data: { record, frame }, selected }: NodeProps<FrameNode>) {
  const figures = useGroupFigures(record);
  if (frame.isCollapsed) return <GroupCard record={record} figures={figures} isSelected={selected} />;
  return (
    <div className={`frame ${selected ? 'frame--selected' : ''}`}>
      <NodeResizer
        isVisible={selected}
        minWidth={MIN_FRAME.width}
        minHeight={MIN_FRAME.height}
        handleClassName="frame__corner nodrag"
        lineClassName="frame__side nodrag"
        onResizeEnd={(_event, box) =>
          dispatch(
            { do: 'move', positions: resized(currentDocument(), id, box) },
            { title: `Resize the group ${record.name}` },
          )
        }
      />
      <header className="frame__head">
        <FoldButton record={record} isCollapsed={false} />
        <GroupName record={record} />
        {figures && <Sums figures={figures} />}
      </header>
    </div>
  );
});

interface GroupProps {
  readonly record: GroupRecord;
}

const GroupName = ({ record: { id, name } }: GroupProps) => (
  <CardName id={id} name={name} edit={(next) => renameGroup(id, next)} />
);

function FoldButton({ record: { id, name }, isCollapsed }: GroupProps & { readonly isCollapsed: boolean }) {
  const Chevron = isCollapsed ? ChevronRight : ChevronDown;
  const words = `${isCollapsed ? 'Expand' : 'Collapse'} ${name}`;
  return (
    <button
      type="button"
      className="frame__fold nodrag nopan"
      tabIndex={-1}
      aria-label={words}
      aria-expanded={!isCollapsed}
      title={words}
      onClick={() => fold([id], !isCollapsed)}
    >
      <Chevron size={14} aria-hidden="true" />
    </button>
  );
}

/** What the members cost together, and the headroom of the fullest of them. */
function Sums({ figures: { usdPerMonth, tightest } }: { readonly figures: GroupFigures }) {
  return (
    <span className="frame__sums num">
      <span title="Cost of the members a month">{usd(usdPerMonth)}/mo</span>
      {tightest && (
        <span className={`frame__load frame__load--${loadLevel(tightest.utilisation)}`} title={sayTightest(tightest)}>
          <LoadBar utilisation={tightest.utilisation} />
          {tightest.utilisation > 1 + 1e-9 && <span aria-hidden="true">▲</span>}
          {percent(tightest.utilisation)}
        </span>
      )}
    </span>
  );
}

function sayTightest({ resource, limit, utilisation }: NonNullable<GroupFigures['tightest']>): string {
  const name = currentDocument().resources.find(({ id }) => id === resource)?.name ?? resource;
  return `Least headroom: ${name}, ${limit} ${percent(utilisation)} used`;
}

interface GroupCardProps extends GroupProps {
  readonly figures: GroupFigures | undefined;
  readonly isSelected: boolean;
}

function GroupCard({ record, figures, isSelected }: GroupCardProps) {
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM);
  const holdsSelected = useSelection(({ resources }) => record.members.some((member) => resources.includes(member)));
  const found = useAnyFound(record.members);
  const connections = useProject((state) => documentOf(state)?.connections);
  const hidden = useMemo(() => {
    const isInside = (id: string): boolean => record.members.includes(id);
    const within = (connections ?? []).filter(({ from, to }) => isInside(from) && isInside(to));
    return [...record.members, ...within.map(({ id }) => id)];
  }, [record, connections]);
  const tightest = figures?.tightest;
  const line = useMemo(
    () => [counted(record.members.length, 'resource'), figures ? `${usd(figures.usdPerMonth)}/mo` : ''],
    [record, figures],
  );
  const level = tightest ? loadLevel(tightest.utilisation) : 'idle';
  const className = [
    'card card--group',
    `card--${level}`,
    isSelected || holdsSelected ? 'card--selected' : '',
    isFar ? 'card--far' : '',
    found === 'none' ? '' : `card--${found}`,
  ];
  return (
    <div className={className.join(' ')}>
      {isFar ? (
        <div className="card__far">
          <Boxes size={52} strokeWidth={1.4} aria-hidden="true" />
          {tightest && <LoadBar utilisation={tightest.utilisation} />}
        </div>
      ) : (
        <>
          <div className="card__head">
            <span className="frame__icon">
              <Boxes size={22} strokeWidth={1.6} aria-hidden="true" />
            </span>
            <div className="card__title">
              <div className="card__name-row">
                <GroupName record={record} />
                <FindingBadge of={hidden} />
                <FoldButton record={record} isCollapsed />
              </div>
              <div className="card__line num">{line.filter(Boolean).join(' · ')}</div>
            </div>
          </div>
          <div className="card__foot num">{figures && <Foot figures={figures} />}</div>
        </>
      )}
      <Handle
        className="handle handle--fixed"
        id={HANDLE.in}
        type="target"
        position={Side.Left}
        isConnectable={false}
      />
      <Handle
        className="handle handle--fixed"
        id={HANDLE.out}
        type="source"
        position={Side.Right}
        isConnectable={false}
      />
      <Handle
        className="handle handle--fixed"
        id={HANDLE.outcome}
        type="source"
        position={Side.Bottom}
        isConnectable={false}
      />
    </div>
  );
}

function Foot({ figures: { inPerSecond, outPerSecond, tightest } }: { readonly figures: GroupFigures }) {
  return (
    <>
      {tightest ? (
        <span className="card__load" title={sayTightest(tightest)}>
          <LoadBar utilisation={tightest.utilisation} />
          <span className="card__percent">
            {tightest.utilisation > 1 + 1e-9 && <span aria-hidden="true">▲ </span>}
            {percent(tightest.utilisation)}
          </span>
        </span>
      ) : (
        <span className="card__load card__load--none">no limit</span>
      )}
      <span className="card__rate" title="Comes in and goes out of the group">
        <span className="card__offered">{compact(inPerSecond)}</span>
        <svg className="card__arrow" width="9" height="7" viewBox="0 0 9 7" role="img" aria-label="in, out">
          <path d="M0 3.5h8M5 .7l3 2.8-3 2.8" />
        </svg>
        {compact(outPerSecond)}/s
      </span>
    </>
  );
}
