/** Reads a template by what was drawn: the resources behind a drawn one, and what its roles and policies allow. */
import type { Connection, Graph, Resource } from '#shared/model/graph';
import { MAIN_TYPES } from '../inventory';
import { allows, mentions, same } from '../policies';
import type { Template, TemplateResource } from '../synthesise';

export type Properties = Readonly<Record<string, unknown>>;
export type Identified = TemplateResource & { readonly id: string };

/** Sentences on what a connection lacks in the template; none where all is there. */
export type Check = (connection: Connection, template: TemplateReader) => readonly string[];

/** By connection kind. */
export type Wiring = Readonly<Record<string, Check>>;

export const need = (holds: boolean, missing: string): readonly string[] => (holds ? [] : [missing]);

/** The action by which objects are written or removed. */
export const writeAction = ({ config }: Connection): string =>
  config['operation'] === 'delete' ? 's3:DeleteObject' : 's3:PutObject';

/** Name of a bus that is there anyway: a partner's is, unless a flow that is drawn makes its event source. */
export function knownBus({ service, config, inbound }: Resource): string | undefined {
  if (service.id !== 'eventbridge' || config['bus'] === 'custom') return undefined;
  if (config['bus'] === 'default') return 'default';
  return inbound.some(({ kind }) => kind.id === 'appflow/bus-destination')
    ? undefined
    : String(config['partnerSource']);
}

export class TemplateReader {
  readonly resources: readonly Identified[];
  readonly graph: Graph;
  readonly #constructIds: Readonly<Record<string, string>>;

  constructor(graph: Graph, template: Template, constructIds: Readonly<Record<string, string>>) {
    this.graph = graph;
    this.resources = Object.entries(template.Resources).map(([id, resource]) => ({ id, ...resource }));
    this.#constructIds = constructIds;
  }

  /** The resource that a drawn one is there for. */
  main(resource: Resource): Identified {
    const types = MAIN_TYPES[resource.service.id] ?? [];
    const found = this.under(resource).find(({ Type }) => types.includes(Type));
    if (!found) throw new Error(`nothing in the template for ${resource.id}`);
    return found;
  }

  /** Everything in the scope of a resource. */
  under({ id }: Resource): readonly Identified[] {
    const construct = this.#constructIds[id] ?? '';
    return this.resources.filter(({ Metadata }) => {
      const [, first, second] = Metadata?.['aws:cdk:path']?.split('/') ?? [];
      return (first === 'GlobalStack' ? second : first) === construct;
    });
  }

  /** ARN of the key of its own that it is encrypted with, where it is drawn so. */
  keyArn({ id, config }: Resource): unknown {
    if (config['encryption'] !== 'kms') return undefined;
    const key = this.resources.find(
      ({ Type, Metadata }) =>
        Type === 'AWS::KMS::Key' &&
        Metadata?.['aws:cdk:path']?.split('/').slice(1, 3).join('/') === `Keys/${this.#constructIds[id]}`,
    );
    return { 'Fn::GetAtt': [key?.id ?? 'no key', 'Arn'] };
  }

  ref(resource: Resource): unknown {
    return { Ref: this.main(resource).id };
  }

  /** A bus that is there anyway is known by its name. */
  arn(resource: Resource): unknown {
    const bus = knownBus(resource);
    if (bus !== undefined) {
      const { region } = this.graph.account;
      return {
        'Fn::Join': ['', [`arn:aws:events:${region}:`, { Ref: 'AWS::AccountId' }, `:event-bus/${bus}`]],
      };
    }
    return { 'Fn::GetAtt': [this.main(resource).id, 'Arn'] };
  }

  /** Objects of a bucket whose keys begin so; blanks and brackets are any character there. */
  objects(bucket: Resource, prefix: string): unknown {
    return { 'Fn::Join': ['', [this.arn(bucket), `/${prefix.replaceAll(/[\s()[\]{}]/g, '?')}*`]] };
  }

  /** Connections of a WebSocket API’s stage, for messages to them. */
  connections(api: Resource): unknown {
    const { region } = this.graph.account;
    const parts = [
      `arn:aws:execute-api:${region}:`,
      { Ref: 'AWS::AccountId' },
      ':',
      this.ref(api),
      '/prod/POST/@connections/*',
    ];
    return { 'Fn::Join': ['', parts] };
  }

  /** What a property mentions that means the resource: its alias where there is one. */
  mention(resource: Resource): string {
    const bus = knownBus(resource);
    if (bus !== undefined) return bus;
    // The name of a flow is known beforehand.
    if (resource.service.id === 'appflow') return String(this.main(resource).Properties?.['FlowName']);
    return this.alias(resource)?.id ?? this.main(resource).id;
  }

  flowArn(resource: Resource): unknown {
    return { 'Fn::GetAtt': [this.main(resource).id, 'FlowArn'] };
  }

  streamArn(resource: Resource): unknown {
    return { 'Fn::GetAtt': [this.main(resource).id, 'StreamArn'] };
  }

  alias(resource: Resource): Identified | undefined {
    return this.under(resource).find(({ Type }) => Type === 'AWS::Lambda::Alias');
  }

  /** What callers call: the alias where there is one. */
  callable(resource: Resource): unknown {
    const alias = this.alias(resource);
    return alias
      ? { 'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: alias.id }] }] }, ':live']] }
      : this.ref(resource);
  }

  callableArn(resource: Resource): unknown {
    const alias = this.alias(resource);
    return alias ? { Ref: alias.id } : this.arn(resource);
  }

  some(type: string, holds: (properties: Properties) => boolean): boolean {
    return this.resources.some(({ Type, Properties = {} }) => Type === type && holds(Properties));
  }

  /** Policies attached to the role of a function. */
  roleMay(fn: Resource, action: string, on: unknown): boolean {
    const role = this.under(fn).find(({ Type }) => Type === 'AWS::IAM::Role');
    return role !== undefined && this.attachedMay(role.id, action, on);
  }

  attachedMay(roleId: string, action: string, on: unknown): boolean {
    return this.some(
      'AWS::IAM::Policy',
      (policy) => mentions(policy['Roles'], roleId) && allows(policy['PolicyDocument'], action, on),
    );
  }

  /** Whether a service may invoke a function, or its alias where there is one. */
  mayInvoke(principal: string, fn: Resource): boolean {
    return this.some(
      'AWS::Lambda::Permission',
      (permission) => permission['Principal'] === principal && same(permission['FunctionName'], this.callableArn(fn)),
    );
  }
}
