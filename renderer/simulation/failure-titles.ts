import type { Failure } from '#shared/document/scenario';

/** What goes wrong, in a few words. */
export const FAILURE_TITLES: Readonly<Record<Failure['kind'], string>> = {
  errors: 'Work fails',
  slowness: 'Work takes longer',
  'quota-cut': 'A quota is cut',
  'hot-key': 'A hot key',
  'poison-message': 'Poison messages',
  'cold-start-storm': 'Cold-start storm',
  'consumer-stopped': 'Consumer stopped',
  kick: 'Load kick',
};
