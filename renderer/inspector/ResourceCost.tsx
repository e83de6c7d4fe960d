import { pricesOf, usd } from '../design/format';
import { Why } from '../design/Why';
import { useEvaluation } from '../evaluation/store';
import { runCommand } from '../app/commands';

/** The lines of the bill that a resource causes. */
export function ResourceCost({ resource }: { readonly resource: string }) {
  const cost = useEvaluation((state) => state.evaluation?.cost);
  const total = useEvaluation((state) => state.evaluation?.resources[resource]?.usdPerMonth) ?? 0;
  const lines = cost?.lines.filter((line) => line.resource === resource) ?? [];
  if (!cost) return <p className="inspector__nothing dim">Not priced yet.</p>;
  return (
    <section className="section">
      <table className="bill-lines num">
        <thead className="spoken-only">
          <tr>
            <th scope="col">What is billed</th>
            <th scope="col">USD a month</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.meter} ${line.title} ${line.connection ?? ''}`}>
              <td>{line.title}</td>
              <td>
                <Why of={`${line.title}, a month`} explanation={line.because}>
                  {line.usd === undefined ? 'price not known' : usd(line.usd)}
                </Why>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">A month, as estimated</th>
            <td>{usd(total)}</td>
          </tr>
        </tfoot>
      </table>
      {lines.length === 0 && <p className="dim">AWS bills nothing for it.</p>}
      <p className="bill-lines__note dim">
        730 h at this load, {cost.region}, {pricesOf(cost.asOf)}.{' '}
        <button type="button" className="link" onClick={() => runCommand('view.cost')}>
          The whole bill
        </button>
      </p>
    </section>
  );
}
