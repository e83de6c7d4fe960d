import { Monitor, Moon, Sun } from 'lucide-react';
import { Tip } from '../design/Tip';
import { setView, useView } from './view';

const THEMES = {
  system: { next: 'light', words: 'as the system', Icon: Monitor },
  light: { next: 'dark', words: 'light', Icon: Sun },
  dark: { next: 'system', words: 'dark', Icon: Moon },
} as const;

export function ThemeButton() {
  const theme = useView((view) => view.theme);
  const { next, words, Icon } = THEMES[theme] ?? THEMES.system;
  return (
    <Tip text={`Theme: ${words}`}>
      <button
        type="button"
        className="icon-button"
        aria-label={`Theme: ${words}`}
        onClick={() => setView({ theme: next })}
      >
        <Icon size={15} />
      </button>
    </Tip>
  );
}
