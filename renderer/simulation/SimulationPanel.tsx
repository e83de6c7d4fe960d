/** Requests one by one over time. */
export function SimulationPanel() {
  return (
    <div className="empty">
      <strong>Simulation</strong>
      What the steady state cannot tell: queues that fill and drain, retries, cold starts, the order of events.
    </div>
  );
}
