/** A file of an account's quotas, as the AWS CLI prints them. */
import { readFile } from 'node:fs/promises';
import { readServiceQuotas } from '#shared/document/service-quotas';
import type { ProjectDocument } from '#shared/document/schema';
import { printable } from '#shared/report/printable';
import { services } from '#shared/services/registry';
import { diskErrorMessage } from '../host/disk-error';
import { CommandFailure } from './failure';
import { shown } from './project';

/**
 * The design with the quotas of the file before its own.
 * @throws CommandFailure for a file that is not there, is no answer of Service Quotas, or is of another Region
 */
export async function withQuotasOf(path: string, document: ProjectDocument): Promise<ProjectDocument> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new CommandFailure(diskErrorMessage(error, shown(path)));
  }
  const read = readServiceQuotas(text, services);
  if ('problem' in read) throw new CommandFailure(`${shown(path)}: ${printable(read.problem)}`);
  const { account } = document;
  if (read.regions.length > 0 && !read.regions.includes(account.region)) {
    const regions = printable(read.regions.join(', '));
    throw new CommandFailure(`${shown(path)} has the quotas of ${regions}, and the design is in ${account.region}`);
  }
  return { ...document, account: { ...account, quotas: { ...account.quotas, ...read.quotas } } };
}
