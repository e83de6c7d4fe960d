import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { nearest } from '#shared/document/nearest';
import { newDocument } from '#shared/document/new';
import { readDocument } from '#shared/document/read';
import { DEFAULT_REGION, type ProjectDocument } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import { exampleIds } from '#shared/examples/gallery';
import { projectExtension } from '#shared/host/host';
import { services } from '#shared/services/registry';
import { diskErrorMessage, errorCode } from '../host/disk-error';
import type { Arguments } from './arguments';
import { CommandFailure, type Status } from './failure';
import { shown } from './project';
import type { Terminal } from './terminal';

const examples = import.meta.glob<string>('../../shared/examples/*.spillway', { query: '?raw', import: 'default' });

/** Writes a new project file; one that is there is left alone. */
export async function newCommand({ operands, values }: Arguments, terminal: Terminal): Promise<Status> {
  const [given = ''] = operands;
  const path = given.endsWith(projectExtension) ? given : given + projectExtension;
  const name = basename(path, projectExtension);
  if (name === '') throw new CommandFailure(`new needs a name before ${projectExtension}`, 'new');
  const start = await startingPoint(values.get('example'));
  const region = values.get('region') ?? start.account.region;
  const document = { ...start, name, account: { ...start.account, region } };
  try {
    await writeFile(path, writeDocument(document, services), { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new CommandFailure(`${shown(path)} is there already and was left alone`);
    throw new CommandFailure(diskErrorMessage(error, shown(path)));
  }
  terminal.print(`${shown(path)}\n`);
  return 0;
}

async function startingPoint(example: string | undefined): Promise<ProjectDocument> {
  if (example === undefined) return newDocument('', DEFAULT_REGION);
  const load = examples[`../../shared/examples/${example}${projectExtension}`];
  if (!load || !exampleIds.includes(example)) {
    const meant = nearest(example, exampleIds);
    const hint = meant === undefined ? `there are ${exampleIds.join(', ')}` : `perhaps ${meant} is meant`;
    throw new CommandFailure(`there is no example ${example}: ${hint}`, 'new');
  }
  const { document } = readDocument(await load(), services);
  if (!document) throw new Error(`the example ${example} cannot be read`);
  return document;
}
