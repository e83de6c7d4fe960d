/** The rules of this service, one a file. */
import type { ResourceRule } from '#shared/model/rule';
import type { StreamConfig } from '../config';

export const rules: readonly ResourceRule<StreamConfig>[] = [];
