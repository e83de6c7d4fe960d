/**
 * Single changes of a template, each of which may be a fault: something gone, something else in its place. The texts in
 * which CloudFormation carries JSON (state machines, filters, inputs) are changed inside, like all the rest.
 */
import { type Embedded, embedded } from './embedded';
import type { Template, TemplateResource } from '../synthesise';

export interface Change {
  /** What is changed, whichever resource it is in: `AWS::SQS::Queue RedrivePolicy.maxReceiveCount is another`. */
  readonly kind: string;
  /** Logical id of the resource that is changed. */
  readonly at: string;
  /** The whole template with the change; what it is made of is left alone. */
  apply(): Template;
}

/** All single changes, in the order of the template. */
export function changesOf(template: Template): readonly Change[] {
  const others = othersIn(template);
  return Object.entries(template.Resources).flatMap(([id, resource]) => {
    const change = (kind: string, changed: () => TemplateResource | undefined): Change => ({
      kind: `${resource.Type} ${kind}`,
      at: id,
      apply: () => withResource(template, id, changed()),
    });
    return [
      change('is gone', () => undefined),
      ...(resource.DependsOn === undefined
        ? []
        : [change('DependsOn is gone', () => ({ ...resource, DependsOn: [] }))]),
      ...['DeletionPolicy', 'UpdateReplacePolicy']
        .filter((name) => name in resource)
        .map((name) => change(`${name} is gone`, () => ({ ...resource, [name]: undefined }))),
      ...edits(resource.Properties ?? {}, '', others).map(({ path, how, make }) =>
        change(`${path} ${how}`, () => ({ ...resource, Properties: make() as Readonly<Record<string, unknown>> })),
      ),
    ];
  });
}

function withResource(template: Template, id: string, resource: TemplateResource | undefined): Template {
  const { [id]: _changed, ...others } = template.Resources;
  return { ...template, Resources: resource ? { ...template.Resources, [id]: resource } : others };
}

/** The logical id of another resource of the same type, where there is one. */
type Others = (id: string) => string;

function othersIn({ Resources }: Template): Others {
  const ids = Object.keys(Resources);
  return (id) => {
    const type = Resources[id]?.Type;
    return ids.find((each) => each !== id && Resources[each]?.Type === type) ?? 'Elsewhere';
  };
}

interface Edit {
  /** With `[]` for any item of a list and `*` for names that people choose. */
  readonly path: string;
  readonly how: 'is gone' | 'is another';
  make(): unknown;
}

const GONE = Symbol('gone');

/** All edits of a value; none removes the value itself, which its holder does. */
function edits(value: unknown, path: string, others: Others): readonly Edit[] {
  const inside = embedded(value);
  if (inside) return editsInside(inside, path, others);
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) =>
      editsOf(item, `${path}[]`, others, (made) =>
        value.flatMap((each: unknown, at) => (at !== index ? [each] : made === GONE ? [] : [made])),
      ),
    );
  if (value === null || typeof value !== 'object' || isIntrinsic(value))
    return [{ path, how: 'is another', make: () => another(value, others) }];
  return Object.entries(value).flatMap(([name, each]) =>
    editsOf(each, path === '' ? name : `${path}.${generic(path, name)}`, others, (made) =>
      Object.fromEntries(
        Object.entries(value).flatMap(([key, old]) =>
          key !== name ? [[key, old]] : made === GONE ? [] : [[key, made]],
        ),
      ),
    ),
  );
}

/** Edits of something that a list or an object holds, and that it be gone. */
function editsOf(value: unknown, path: string, others: Others, within: (made: unknown) => unknown): readonly Edit[] {
  return [
    { path, how: 'is gone', make: () => within(GONE) },
    ...edits(value, path, others).map((edit): Edit => ({ ...edit, make: () => within(edit.make()) })),
  ];
}

function editsInside({ value, write }: Embedded, path: string, others: Others): readonly Edit[] {
  return edits(value, path, others).map((edit): Edit => ({ ...edit, make: () => write(edit.make()) }));
}

/** Objects whose names are of the drawing and not of CloudFormation. */
const NAMED = /(?:^|\.)(?:Variables|States|RequestModels|IntegrationResponse|HttpHeaders)$/;

const generic = (path: string, name: string): string => (NAMED.test(path) ? '*' : name);

function isIntrinsic(value: object): boolean {
  const [only, ...others] = Object.keys(value);
  return only !== undefined && others.length === 0 && (only === 'Ref' || only.startsWith('Fn::'));
}

/** Of the same kind, so that nobody sees it by its shape. */
function another(value: unknown, others: Others): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return elsewhere(value);
  if (value === null || typeof value !== 'object') return 'another';
  const [[name, of] = ['', undefined]] = Object.entries(value);
  if (name === 'Ref') return { Ref: others(String(of)) };
  if (name === 'Fn::GetAtt') return { 'Fn::GetAtt': [others((of as string[])[0] ?? ''), (of as string[])[1]] };
  const [separator, parts] = of as [unknown, unknown[]];
  return {
    [name]: [
      separator,
      Array.isArray(parts) ? [...parts.slice(0, -1), another(parts.at(-1), others)] : another(parts, others),
    ],
  };
}

/** Texts that are numbers or yes and no stay such; an action of a policy stays one of its service. */
function elsewhere(text: string): string {
  if (/^\d+$/.test(text)) return String(Number(text) + 1);
  if (text === 'true' || text === 'false') return String(text !== 'true');
  return /^[\w-]+:[\w*]+$/.test(text) ? `${text}Other` : `${text}-other`;
}
