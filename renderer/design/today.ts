/** The day of the question, for facts that grow old, as YYYY-MM-DD. */
export const today = (): string => new Date().toISOString().slice(0, 10);
