import { keysOf, runCommand } from '../app/commands';
import './empty-canvas.css';

/** What an empty canvas says: three ghosts of what could stand there, and the two ways to begin. */
export function EmptyCanvas() {
  return (
    <div className="empty-canvas">
      <svg className="empty-canvas__ghosts" width="560" height="96" viewBox="0 0 560 96" aria-hidden="true">
        {[
          { x: 8, name: 'Client' },
          { x: 200, name: 'API' },
          { x: 392, name: 'Function' },
        ].map(({ x, name }) => (
          <g key={name} transform={`translate(${x} 16)`}>
            <rect width="160" height="64" rx="10" />
            <rect className="empty-canvas__icon" x="12" y="14" width="36" height="36" />
            <text x="60" y="37">
              {name}
            </text>
          </g>
        ))}
        <path d="M168 48h24M360 48h24" />
        <path d="m187 43 6 5-6 5M379 43l6 5-6 5" />
      </svg>
      <p>
        Drag a service here, or{' '}
        <button type="button" className="empty-canvas__add" onClick={() => runCommand('canvas.add')}>
          press <kbd className="key">{keysOf('canvas.add')}</kbd> to add one
        </button>
      </p>
    </div>
  );
}
