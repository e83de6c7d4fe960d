/** The load ramp: one vocabulary for cards, connections, the minimap, the dial and the limits. */

export type LoadLevel = 'idle' | 'calm' | 'watch' | 'tight' | 'over';

/** Over means that the limit is passed: at exactly 100 % the work still fits. */
export function loadLevel(utilisation: number): LoadLevel {
  if (utilisation > 1 + 1e-9) return 'over';
  if (utilisation >= 0.85) return 'tight';
  if (utilisation >= 0.6) return 'watch';
  return utilisation > 0 ? 'calm' : 'idle';
}

export const LOAD_WORD: Readonly<Record<LoadLevel, string>> = {
  idle: 'no load',
  calm: 'calm',
  watch: 'watch',
  tight: 'tight',
  over: 'over its limit',
};
