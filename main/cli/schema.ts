import { projectJsonSchema } from '#shared/document/json-schema';
import { nearest } from '#shared/document/nearest';
import { services } from '#shared/services/registry';
import type { Arguments } from './arguments';
import { checkSchema, diffSchema, evaluationSchema, outputJsonSchema } from './evaluation-schema';
import { CommandFailure, type Status } from './failure';
import { jsonText } from './json';
import type { Terminal } from './terminal';

const schemas: Readonly<Record<string, () => object>> = {
  project: () => projectJsonSchema(services),
  evaluation: () => outputJsonSchema(evaluationSchema, 'Spillway evaluation'),
  check: () => outputJsonSchema(checkSchema, 'Spillway check'),
  diff: () => outputJsonSchema(diffSchema, 'Spillway diff'),
};

/** Prints the JSON Schema of the project file, or of what a command prints as JSON. */
export function schemaCommand({ operands }: Arguments, terminal: Terminal): Promise<Status> {
  const [asked = 'project'] = operands;
  const schema = Object.hasOwn(schemas, asked) ? schemas[asked] : undefined;
  if (!schema) {
    const names = Object.keys(schemas);
    const meant = nearest(asked, names);
    const hint = meant === undefined ? `there are ${names.join(', ')}` : `perhaps ${meant} is meant`;
    throw new CommandFailure(`there is no schema ${asked}: ${hint}`, 'schema');
  }
  terminal.print(jsonText(schema()));
  return Promise.resolve(0);
}
