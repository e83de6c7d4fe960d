import { Pause, Play } from 'lucide-react';
import { useEffect } from 'react';
import { SelectField } from '../design/SelectField';
import { clock } from './chart-figures';
import { type Run, setColumn, useSimulation } from './store';

const SPEEDS = [1, 10, 60, 300, 1800];
/** Figures that change more often than this cannot be read. */
const FRAME_MS = 100;

/** The run's time: play it, or put it where one wants to look. Charts and canvas show the same moment. */
export function ReplayBar({ run: { result } }: { readonly run: Run }) {
  const { column, isPlaying, speed } = useSimulation();
  const { columns, columnWidth } = result.series;
  usePlayback(columns, columnWidth);
  const play = (): void => {
    const isAtEnd = column === undefined || column >= columns - 1;
    useSimulation.setState({ isPlaying: !isPlaying, ...(!isPlaying && isAtEnd ? { column: 0 } : {}) });
  };
  return (
    <div className="replay" role="group" aria-label="Replay">
      <button
        type="button"
        className="icon-button icon-button--small"
        aria-label={isPlaying ? 'Pause the replay' : 'Replay the run'}
        title={isPlaying ? 'Pause the replay' : 'Replay the run on the canvas'}
        onClick={play}
      >
        {isPlaying ? <Pause size={14} /> : <Play size={14} />}
      </button>
      <input
        className="replay__slider"
        type="range"
        min={0}
        max={columns - 1}
        value={column ?? 0}
        aria-label="Moment of the run"
        aria-valuetext={column === undefined ? 'not shown' : clock(column * columnWidth)}
        onChange={({ target }) => setColumn(Number(target.value))}
      />
      <span className="replay__time num">
        {clock((column ?? 0) * columnWidth)} / {clock(columns * columnWidth)}
      </span>
      <SelectField
        label="Speed of the replay"
        className="replay__speed"
        value={String(speed)}
        options={SPEEDS.map((each) => ({ id: String(each), title: `×${each.toLocaleString('en-US')}` }))}
        onChange={(each) => useSimulation.setState({ speed: Number(each) })}
      />
      {column !== undefined && (
        <button
          type="button"
          className="button button--small"
          onClick={() => useSimulation.setState({ column: undefined, isPlaying: false })}
        >
          Back to the steady state
        </button>
      )}
    </div>
  );
}

/** Moves the column on while the replay plays. */
function usePlayback(columns: number, columnWidth: number): void {
  const isPlaying = useSimulation((state) => state.isPlaying);
  useEffect(() => {
    if (!isPlaying) return undefined;
    let before = performance.now();
    let seconds = (useSimulation.getState().column ?? 0) * columnWidth;
    const timer = setInterval(() => {
      const now = performance.now();
      const { speed, column } = useSimulation.getState();
      // Somebody scrubbed: go on from there.
      if (column !== undefined && column !== Math.floor(seconds / columnWidth)) seconds = column * columnWidth;
      seconds += ((now - before) / 1000) * speed;
      before = now;
      const next = Math.floor(seconds / columnWidth);
      if (next >= columns - 1) useSimulation.setState({ column: columns - 1, isPlaying: false });
      else setColumn(next);
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [isPlaying, columns, columnWidth]);
}
