/** What a service and a connection kind say to the CDK exporter. The exporter orders, names, formats and prints. */
import type { Connection, Resource } from './graph';

/** A named import of the generated file: module → names; `* as x` for a namespace. */
export interface Import {
  readonly module: string;
  readonly name: string;
}

/** A TypeScript expression as text. */
export type Code = string;

export interface ConstructDeclaration {
  /** `sqs.Queue`. */
  readonly construct: string;
  /** Namespace imports that it needs, by alias: `{ sqs: 'aws-cdk-lib/aws-sqs' }`. */
  readonly imports: Readonly<Record<string, string>>;
  /** Properties of the construct in printing order. */
  readonly props: Readonly<Record<string, Code>>;
}

export interface ConnectionWiring {
  readonly imports: Readonly<Record<string, string>>;
  /** Statements in the stack's constructor, after all constructs. */
  readonly statements: readonly Code[];
  /** Properties to add to the declaration of one of the ends, by resource id. */
  readonly props?: Readonly<Record<string, Readonly<Record<string, Code>>>>;
}

export interface EmitContext {
  /** The member that holds a resource's construct: `this.createOrder`. */
  variable(resource: Resource): Code;
  constructId(resource: Resource): string;
  readonly connectionsOf: (resource: Resource) => readonly Connection[];
}
