/** How `npm run bench:simulation` bundles: as the product is. */
import type { UserConfig } from 'vite';
import { constantsStay } from '../../electron.config';

export default { build: { rolldownOptions: constantsStay } } satisfies UserConfig;
