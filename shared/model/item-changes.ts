/** Items of a table, and changes of them, in the code of handlers: their fields come with DynamoDB's types. */
import type { ModuleImports } from './cdk';
import type { Code } from './code';

/** npm package that reads them, at the version with which the exports are tested (2026-11). */
export const UTIL_DYNAMODB = { '@aws-sdk/util-dynamodb': '3.996.9' };

interface Reading {
  readonly imports: NonNullable<ModuleImports['names']>;
  readonly declarations: readonly Code[];
}

/** `fields_of(item)`: fields as JSON has them, so that they can be passed on. */
export const PYTHON_FIELDS: Reading = {
  imports: { 'boto3.dynamodb.types': ['TypeDeserializer'], decimal: [], json: [] },
  declarations: [
    `def fields_of(item):
    """The fields of an item as JSON has them: boto3 has decimals for numbers, sets and bytes, which JSON does not know."""

    def known(value):
        if isinstance(value, decimal.Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        return list(value) if isinstance(value, set) else str(value)

    typed = {name: TypeDeserializer().deserialize(value) for name, value in item.items()}
    return json.loads(json.dumps(typed, default=known))
`,
  ],
};

/** `changed_item(record["dynamodb"])`. */
export const PYTHON_CHANGE: Reading = {
  imports: PYTHON_FIELDS.imports,
  declarations: [
    ...PYTHON_FIELDS.declarations,
    `def changed_item(change):
    """The item of a change: of one that is removed the old image is left, of a stream of keys the keys."""
    return fields_of(change.get("NewImage") or change.get("OldImage") or change["Keys"])
`,
  ],
};
