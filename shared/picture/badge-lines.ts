/** Width of a letter of a badge, about, in units of the canvas. */
const LETTER = 5.8;

/** The parts of a badge under one another, each cut to the room between the two cards. */
export function badgeLines(badge: string, room: number): readonly string[] {
  const letters = Math.max(8, Math.floor(room / LETTER));
  const parts = badge.length <= letters ? [badge] : badge.split(' · ');
  return parts.map((part) => (part.length > letters ? `${part.slice(0, letters - 1).trimEnd()}…` : part));
}
