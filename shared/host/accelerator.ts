/** Keyboard shortcuts, written as Electron writes them: 'CmdOrCtrl+Shift+S', 'F8', 'A'. */
export type Accelerator = string;

/** What a key event of the browser says: a KeyboardEvent is one. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

interface Chord {
  readonly command: boolean;
  /** The Ctrl key itself, also on a Mac. */
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

/**
 * Whether the key press is this shortcut: the command key is ⌘ on a Mac and Ctrl elsewhere, and no further modifier
 * may be down. A character that needs Shift on some keyboards ('?', '+') is compared as typed, whatever Shift says.
 */
export function matchesAccelerator(accelerator: Accelerator, press: KeyPress, isMac: boolean): boolean {
  const chord = parseAccelerator(accelerator);
  const [control, meta] = isMac ? [chord.control, chord.command] : [chord.control || chord.command, false];
  if (press.ctrlKey !== control || press.metaKey !== meta || press.altKey !== chord.alt) return false;
  if (press.key.toLowerCase() !== chord.key.toLowerCase()) return false;
  return isSymbol(chord.key) || press.shiftKey === chord.shift;
}

/** The shortcut as menus of the platform show it: '⇧⌘S' on a Mac, 'Ctrl+Shift+S' elsewhere. */
export function acceleratorLabel(accelerator: Accelerator, isMac: boolean): string {
  const chord = parseAccelerator(accelerator);
  const showsShift = chord.shift && !isSymbol(chord.key);
  const key = isMac ? (macKeys[chord.key] ?? upper(chord.key)) : upper(chord.key);
  if (isMac)
    return `${chord.control ? '⌃' : ''}${chord.alt ? '⌥' : ''}${showsShift ? '⇧' : ''}${chord.command ? '⌘' : ''}${key}`;
  return [chord.command || chord.control ? 'Ctrl' : '', chord.alt ? 'Alt' : '', showsShift ? 'Shift' : '', key]
    .filter(Boolean)
    .join('+');
}

const macKeys: Readonly<Record<string, string>> = { Enter: '↩', Delete: '⌦', Backspace: '⌫' };

function parseAccelerator(accelerator: Accelerator): Chord {
  const parts = accelerator.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  const unknown = modifiers.find((modifier) => !['CmdOrCtrl', 'Ctrl', 'Shift', 'Alt'].includes(modifier));
  if (key === '' || unknown !== undefined) throw new Error(`accelerator ${accelerator} cannot be read`);
  return {
    command: modifiers.includes('CmdOrCtrl'),
    control: modifiers.includes('Ctrl'),
    shift: modifiers.includes('Shift'),
    alt: modifiers.includes('Alt'),
    key,
  };
}

const isSymbol = (key: string): boolean => key.length === 1 && !/[a-z0-9]/i.test(key);
const upper = (key: string): string => (key.length === 1 ? key.toUpperCase() : key);
