import { Switch } from 'radix-ui';
import { useMemo, useState } from 'react';
import type { LineItem } from '#shared/model/cost';
import { Segments } from '../design/Segments';
import { ServiceIcon } from '../design/ServiceIcon';
import { figure, pricesOf, usd } from '../design/format';
import { Why } from '../design/Why';
import { useEvaluation } from '../evaluation/store';
import { placeName } from '../findings/place';
import { showLocation } from '../project/selection';
import { dispatch, documentOf, useProject } from '../project/store';
import { billRows, type BillSorting } from './bill-rows';
import { unitWords } from './unit-words';
import './cost.css';

/** The month's bill, line by line, each with its arithmetic. */
export function CostPanel() {
  const cost = useEvaluation((state) => state.evaluation?.cost);
  const document = useProject(documentOf);
  const [sorting, setSorting] = useState<BillSorting>('usd');
  const rows = useMemo(() => billRows(cost?.lines ?? [], sorting), [cost, sorting]);
  if (!cost || !document) return <div className="empty">Pricing…</div>;
  if (cost.lines.length === 0) {
    return (
      <div className="empty">
        <strong>Nothing to pay</strong>
        Lines appear here as soon as load reaches a service that AWS bills.
      </div>
    );
  }
  const most = Math.max(...cost.lines.map((line) => line.usd ?? 0), 0);
  return (
    <div className="cost">
      <header className="cost__head num">
        <div>
          <strong className="cost__total">{usd(cost.usdPerMonth)}</strong>
          <span className="dim">
            {' '}
            a month, estimated: 730 h at this load, {cost.region}, {pricesOf(cost.asOf)}
          </span>
        </div>
        <span className="cost__free">
          <label htmlFor="free-tier">Count the free tier</label>
          <Switch.Root
            id="free-tier"
            className="switch"
            checked={cost.freeTier}
            onCheckedChange={(freeTier) => dispatch({ do: 'set-account', freeTier })}
          />
        </span>
        <Segments<BillSorting>
          label="Sort the bill"
          value={sorting}
          options={[
            { id: 'usd', title: 'By cost' },
            { id: 'resource', title: 'By resource' },
          ]}
          onChange={setSorting}
        />
      </header>
      {cost.unpriced.length > 0 && (
        <p className="cost__unpriced">
          No price is known in {cost.region} for {cost.unpriced.join(', ')}: the total leaves them out.
        </p>
      )}
      <table className="cost__table num">
        <thead>
          <tr>
            <th scope="col">Resource</th>
            <th scope="col">What is billed</th>
            <th scope="col" className="cost__number">
              Quantity a month
            </th>
            <th scope="col" className="cost__number">
              USD a month
            </th>
            <th scope="col">
              <span className="spoken-only">Share of the bill</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => (
            <Row
              key={`${line.resource} ${line.connection ?? ''} ${line.meter} ${line.title}`}
              line={line}
              name={placeName({ at: line.connection === undefined ? { resource: line.resource } : line }, document)}
              service={document.resources.find(({ id }) => id === line.resource)?.service ?? ''}
              share={most > 0 ? (line.usd ?? 0) / most : 0}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly line: LineItem;
  readonly name: string;
  readonly service: string;
  readonly share: number;
}

function Row({ line, name, service, share }: RowProps) {
  const { resource, connection, title, quantity, freeQuantity, unit, because } = line;
  return (
    <tr>
      <td>
        <button
          type="button"
          className="cost__resource"
          onClick={() => showLocation(connection === undefined ? { resource } : { connection })}
        >
          <ServiceIcon service={service} size={16} />
          {name}
        </button>
      </td>
      <td>{title}</td>
      <td className="cost__number">
        {figure(quantity)} <span className="dim">{unitWords(unit, quantity)}</span>
        {freeQuantity > 0 && <span className="dim"> ({figure(freeQuantity)} free)</span>}
      </td>
      <td className="cost__number">
        <Why of={`${title} of ${name}, a month`} explanation={because}>
          {line.usd === undefined ? 'price not known' : usd(line.usd)}
        </Why>
      </td>
      <td className="cost__share" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </td>
    </tr>
  );
}
