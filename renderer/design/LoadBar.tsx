import { loadLevel } from '#shared/picture/load';
import './load-bar.css';

interface LoadBarProps {
  /** Share of the limit in use; beyond 1 the bar is full and hatched, with a mark where the limit lies. */
  readonly utilisation: number;
}

/** A decoration of a figure that stands beside it in text. */
export function LoadBar({ utilisation }: LoadBarProps) {
  const level = loadLevel(utilisation);
  const isOver = level === 'over';
  return (
    <span className={`load-bar load-bar--${level}`} aria-hidden="true">
      <span className="load-bar__fill" style={{ width: `${(isOver ? 1 / utilisation : utilisation) * 100}%` }} />
      {isOver && <span className="load-bar__excess" />}
    </span>
  );
}
