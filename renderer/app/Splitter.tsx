import './splitter.css';

interface SplitterProps {
  readonly label: string;
  /** Which way the edge lies: a vertical line moves sideways. */
  readonly orientation: 'vertical' | 'horizontal';
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 1 where the pane grows with the pointer's coordinate, −1 where it shrinks. */
  readonly sign: 1 | -1;
  onChange(value: number): void;
}

/** The edge between two panes: dragged, or moved by the arrow keys. */
export function Splitter({ label, orientation, value, min, max, sign, onChange }: SplitterProps) {
  const clamp = (size: number): number => Math.min(max, Math.max(min, size));
  const onPointerDown = (event: React.PointerEvent<HTMLDivElement>): void => {
    event.preventDefault();
    const element = event.currentTarget;
    element.setPointerCapture(event.pointerId);
    const coordinate = ({ clientX, clientY }: { clientX: number; clientY: number }): number =>
      orientation === 'vertical' ? clientX : clientY;
    const start = coordinate(event);
    const onMove = (move: PointerEvent): void => onChange(clamp(value + sign * (coordinate(move) - start)));
    element.addEventListener('pointermove', onMove);
    element.addEventListener('lostpointercapture', () => element.removeEventListener('pointermove', onMove), {
      once: true,
    });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const forward = orientation === 'vertical' ? 'ArrowRight' : 'ArrowDown';
    const back = orientation === 'vertical' ? 'ArrowLeft' : 'ArrowUp';
    if (event.key !== forward && event.key !== back) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(clamp(value + sign * (event.key === forward ? 16 : -16)));
  };
  return (
    // A separator that can be moved is a widget and takes the focus (WAI-ARIA 1.2, window splitter).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={`splitter splitter--${orientation}`}
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
