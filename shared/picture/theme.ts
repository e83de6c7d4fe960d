/** The colours of a picture: those of the app, which has them in `renderer/design/tokens.css`. */
export type Theme = 'light' | 'dark';

export interface Colours {
  readonly canvas: string;
  readonly card: string;
  readonly panel: string;
  readonly line: string;
  readonly 'line-strong': string;
  readonly ink: string;
  readonly 'ink-2': string;
  readonly 'ink-3': string;
  readonly accent: string;
  readonly 'load-track': string;
  readonly 'load-calm': string;
  readonly 'load-watch': string;
  readonly 'load-watch-ink': string;
  readonly 'load-watch-wash': string;
  readonly 'load-tight': string;
  readonly 'load-tight-ink': string;
  readonly 'load-over': string;
  readonly 'load-over-ink': string;
  readonly 'on-load-over': string;
  readonly sync: string;
  readonly async: string;
  readonly poll: string;
  readonly failure: string;
}

export const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    canvas: '#f3f5f7',
    card: '#ffffff',
    panel: '#ffffff',
    line: '#e1e6eb',
    'line-strong': '#c5ced7',
    ink: '#14202b',
    'ink-2': '#47535f',
    'ink-3': '#5f6b77',
    accent: '#0a6ca8',
    'load-track': '#e4e9ee',
    'load-calm': '#1b8f7d',
    'load-watch': '#b9810d',
    'load-watch-ink': '#835800',
    'load-watch-wash': '#fbf0d9',
    'load-tight': '#d2621b',
    'load-tight-ink': '#a8440b',
    'load-over': '#cf2f3a',
    'load-over-ink': '#b4202b',
    'on-load-over': '#ffffff',
    sync: '#2c6796',
    async: '#6b53a6',
    poll: '#1c7480',
    failure: '#8f5a5d',
  },
  dark: {
    canvas: '#0d1115',
    card: '#1a2129',
    panel: '#13181e',
    line: '#252e37',
    'line-strong': '#37434f',
    ink: '#e9eef3',
    'ink-2': '#b0bbc6',
    'ink-3': '#8b97a3',
    accent: '#58acdf',
    'load-track': '#2c3641',
    'load-calm': '#35a892',
    'load-watch': '#dba63f',
    'load-watch-ink': '#e6b75c',
    'load-watch-wash': '#332814',
    'load-tight': '#ee8143',
    'load-tight-ink': '#f59a67',
    'load-over': '#f25c62',
    'load-over-ink': '#ff8387',
    'on-load-over': '#2a0507',
    sync: '#7fb2d9',
    async: '#ab98dc',
    poll: '#63b9c4',
    failure: '#b98386',
  },
};
