/** What a flow does with records on their way, as tasks of a template. */
import { type Code, object, quote } from '#shared/model/code';
import type { FlowConfig } from './config';
import { connectorOf } from './connectors';

/** `Id, Name` → Id and Name. */
export const namesIn = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

interface Task {
  readonly type: string;
  readonly fields: readonly string[];
  readonly operator: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly destination?: string;
}

export function tasksCode(config: FlowConfig): Code {
  const { property } = connectorOf(config.source);
  const printed = tasksOf(config).map(({ type, fields, operator, properties = {}, destination }) =>
    object({
      taskType: quote(type),
      sourceFields: `[${fields.map((field) => quote(field)).join(', ')}]`,
      connectorOperator: object({ [property]: quote(operator) }),
      taskProperties: `[${Object.entries(properties)
        .map(([key, value]) => object({ key: quote(key), value: quote(value) }))
        .join(', ')}]`,
      destinationField: destination === undefined ? undefined : quote(destination),
    }),
  );
  return `[${printed.join(', ')}]`;
}

function tasksOf({ fields, maskedFields, requiredFields, validation }: FlowConfig): readonly Task[] {
  const mapped = namesIn(fields);
  const action = validation === 'end' ? 'DropDataset' : 'DropRecord';
  return [
    ...(mapped.length > 0
      ? [
          { type: 'Filter', fields: mapped, operator: 'PROJECTION' },
          ...mapped.map((field) => ({ type: 'Map', fields: [field], operator: 'NO_OP', destination: field })),
        ]
      : [{ type: 'Map_all', fields: [], operator: 'NO_OP', properties: { EXCLUDE_SOURCE_FIELDS_LIST: '[]' } }]),
    ...namesIn(maskedFields).map((field) => ({
      type: 'Mask',
      fields: [field],
      operator: 'MASK_ALL',
      properties: { MASK_VALUE: '*', MASK_LENGTH: '5' },
    })),
    ...(validation === 'none' ? [] : namesIn(requiredFields)).map((field) => ({
      type: 'Validate',
      fields: [field],
      operator: 'VALIDATE_NON_NULL',
      properties: { VALIDATION_ACTION: action },
    })),
  ];
}
