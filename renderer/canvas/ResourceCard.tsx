import { memo, useMemo } from 'react';
import { Handle, type NodeProps, Position as Side, useStore } from 'reactflow';
import type { EvaluatedResource } from '#shared/evaluation/evaluation';
import type { ResourceRecord } from '#shared/model/edit';
import { percent } from '../design/format';
import { throughput } from '#shared/picture/figures';
import { loadLevel } from '#shared/picture/load';
import { LoadBar } from '../design/LoadBar';
import { ServiceIcon } from '../design/ServiceIcon';
import { useFound } from '../find/store';
import { fullConfig, sendsOutcomes, sendsWork, serviceOf } from '../project/catalogue';
import { useShownResource } from '../simulation/replay';
import { CardName } from './CardName';
import { FindingBadge } from './FindingBadge';
import { useConnecting } from './connecting';
import { FAR_ZOOM } from '#shared/picture/geometry';
import { HANDLE, type ResourceNode } from './nodes';
import { NoteMark } from './NoteMark';
import { SpillPill } from './SpillPill';
import './resource-card.css';

/** A resource as a card: what it is, the one setting that matters, how full it is, what comes in and goes out. */
export const ResourceCard = memo(function ResourceCard({ id, data: { record }, selected }: NodeProps<ResourceNode>) {
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM);
  const result = useShownResource(id);
  const legality = useConnecting((state) => (state.from === undefined ? 'none' : (state.legality.get(id) ?? 'none')));
  const isAimed = useConnecting((state) => state.target === id);
  const found = useFound(id);
  const level = result ? loadLevel(result.utilisation) : 'idle';
  const className = [
    'card',
    `card--${level}`,
    selected ? 'card--selected' : '',
    isFar ? 'card--far' : '',
    legality === 'none' ? '' : `card--${legality}`,
    isAimed ? 'card--aimed' : '',
    found === 'none' ? '' : `card--${found}`,
  ].join(' ');
  return (
    <div className={className}>
      {isFar ? <FarFace record={record} result={result} /> : <NearFace record={record} result={result} />}
      {/* From afar a handle would be too small to take hold of, and three a card are much to draw. */}
      {!isFar && <CardHandles service={record.service} />}
    </div>
  );
});

interface FaceProps {
  readonly record: ResourceRecord;
  readonly result: EvaluatedResource | undefined;
}

function NearFace({ record, result }: FaceProps) {
  const service = serviceOf(record.service);
  const line = useMemo(
    () => (service ? service.cardLine(fullConfig(service, record.config)) : `unknown service ${record.service}`),
    [service, record],
  );
  const own = useMemo(() => [record.id], [record.id]);
  return (
    <>
      <div className="card__head">
        <ServiceIcon service={record.service} size={36} />
        <div className="card__title">
          <div className="card__name-row">
            <CardName id={record.id} name={record.name} edit={(name) => ({ do: 'rename', id: record.id, name })} />
            {record.note && <NoteMark text={record.note} />}
            <FindingBadge of={own} />
          </div>
          <div className="card__line" title={line}>
            {line}
          </div>
        </div>
      </div>
      <div className="card__foot num">{result && <Load result={result} isEntry={service?.category === 'entry'} />}</div>
      {result && <SpillPill id={record.id} result={result} />}
    </>
  );
}

/** The bar with the binding limit, and what comes in and goes out. */
function Load({ result, isEntry }: { readonly result: EvaluatedResource; readonly isEntry: boolean }) {
  const binding = result.limits[0];
  const isOver = result.utilisation > 1 + 1e-9;
  return (
    <>
      {binding ? (
        <span className="card__load" title={`${binding.title}: ${percent(binding.utilisation)} used`}>
          <LoadBar utilisation={result.utilisation} />
          <span className="card__percent">
            {isOver && <span aria-hidden="true">▲ </span>}
            {percent(result.utilisation)}
          </span>
        </span>
      ) : (
        <span className="card__load card__load--none">{isEntry ? 'entry' : ''}</span>
      )}
      <Throughput result={result} />
    </>
  );
}

function Throughput({ result }: { readonly result: EvaluatedResource }) {
  const { offered, done } = throughput(result.offeredPerSecond, result.completedPerSecond);
  return (
    <span className="card__rate">
      {offered === undefined ? (
        <span className="spoken-only">
          {result.offeredPerSecond > result.completedPerSecond ? 'out ' : 'in and out '}
        </span>
      ) : (
        <>
          <span className="card__offered">{offered}</span>
          <svg className="card__arrow" width="9" height="7" viewBox="0 0 9 7" role="img" aria-label="in, out">
            <path d="M0 3.5h8M5 .7l3 2.8-3 2.8" />
          </svg>
        </>
      )}
      {done}/s
    </span>
  );
}

/** From afar: the icon, as large as the card allows, and the load. */
function FarFace({ record, result }: FaceProps) {
  return (
    <div className="card__far">
      <ServiceIcon service={record.service} size={52} />
      {result && <LoadBar utilisation={result.utilisation} />}
    </div>
  );
}

const CardHandles = memo(function CardHandles({ service: id }: { readonly service: string }) {
  const service = serviceOf(id);
  const receives = service?.ports.some(({ side }) => side === 'in') ?? true;
  return (
    <>
      {receives && <Handle className="handle" id={HANDLE.in} type="target" position={Side.Left} />}
      {(!service || sendsWork(service)) && (
        <Handle className="handle" id={HANDLE.out} type="source" position={Side.Right} />
      )}
      {service && sendsOutcomes(service) && (
        <Handle
          className="handle handle--outcome"
          id={HANDLE.outcome}
          type="source"
          position={Side.Bottom}
          title="What is left of failed work: to a dead-letter queue or destination"
        />
      )}
    </>
  );
});
