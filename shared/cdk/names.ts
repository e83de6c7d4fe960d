/**
 * Names in generated code. They follow the frozen id of a resource, never its name, and each id has its own names
 * whatever else is drawn: a construct that changed its id would be replaced on deployment, messages and all.
 */
import type { Resource } from '#shared/model/graph';
import { GROUPS } from '#shared/model/cdk-helpers';
import { sha256 } from './sha256';

export interface Names {
  /** Construct id: `CreateOrder`. */
  readonly constructId: string;
  /** Member of the stack: `createOrder`. */
  readonly member: string;
  /** Folder of source files: `create-order`. */
  readonly folder: string;
  /** Start of environment variables: `CREATE_ORDER`. */
  readonly variable: string;
}

/** Ids as Spillway makes them. Others carry a hash, so that `create_order` and `create-order` stay apart. */
const PLAIN = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const HASH_LENGTH = 6;

export function namesOf({ id, service }: Pick<Resource, 'id' | 'service'>): Names {
  return namesOfId(id, service.id);
}

/** @param kind what names begin with where the id does not begin with a letter */
function namesOfId(id: string, kind: string): Names {
  return PLAIN.test(id) ? plainNames(id) : hashedNames(id, kind);
}

/** `queue-2` is `Queue-2` and `queue2` is `Queue2`: what precedes a digit is kept, so that they differ. */
function plainNames(id: string): Names {
  const parts = id.split('-');
  const constructId = joined(parts, '-', true);
  const member = joined(parts, '_', false);
  return {
    constructId: RESERVED_IDS.has(constructId) ? `${constructId}_` : constructId,
    member: RESERVED_MEMBERS.has(member) ? `${member}_` : member,
    folder: id,
    variable: id.toUpperCase().replaceAll('-', '_'),
  };
}

function hashedNames(id: string, kind: string): Names {
  const words = id.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const [first = ''] = words;
  const parts = /^[a-z]/.test(first) ? words : [...kind.split('-'), ...words];
  const hash = sha256(id).slice(0, HASH_LENGTH);
  return {
    constructId: `${joined(parts, '-', true)}-x${hash}`,
    member: `${joined(parts, '_', false)}_x${hash}`,
    folder: `${parts.join('-')}--x${hash}`,
    variable: `${parts.join('_').toUpperCase()}__X${hash.toUpperCase()}`,
  };
}

function joined(parts: readonly string[], beforeDigit: string, startsHigh: boolean): string {
  return parts
    .map((part, index) => {
      if (index === 0) return startsHigh ? capital(part) : part;
      return /^\d/.test(part) ? `${beforeDigit}${part}` : capital(part);
    })
    .join('');
}

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

export interface ProjectNames {
  /** Start of file names and name of the package: `order-pipeline`. */
  readonly slug: string;
  /** Start of class names, and id of the stack: `OrderPipeline`. */
  readonly className: string;
}

/** From the drawing's name: its Latin letters and digits. */
export function projectNames(name: string): ProjectNames {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const parts = words ? (/^[a-z]/.test(words[0] ?? '') ? words : ['design', ...words]) : ['design'];
  const slug = parts.join('-').slice(0, 60).replace(/-$/, '');
  return { slug, className: slug.split('-').map(capital).join('') };
}

export interface StackNames extends ProjectNames {
  /** Id of the stack, and its name in AWS: `OrderPipelineBilling`. */
  readonly stackId: string;
}

/** Of the stack of a group, by the group's frozen id; of what is in no group the names are those of the app. */
export function stackNames({ slug, className }: ProjectNames, group: string): StackNames {
  if (group === '') return { slug, className, stackId: className };
  const { folder, member, constructId } = namesOfId(group, 'group');
  if (`${className}${constructId}`.length > MOST_OF_STACK_ID) return shortNames({ slug, className }, folder, group);
  // Neither begins a name here, so that none is reserved.
  const [noun, id] = [member, constructId].map((name) => name.replace(/_$/, '')) as [string, string];
  return { slug: `${slug}-${folder}`, className: `${className}${capital(noun)}`, stackId: `${className}${id}` };
}

/**
 * CloudFormation takes 128 characters (CreateStack, StackName, as of 2026-11-23), and names of stacks within this one end
 * in `-global` or `-alarms`.
 */
const MOST_OF_STACK_ID = 128 - '-global'.length;

/** The beginning of a long id and a hash of the whole, so that ids which begin alike stay apart. */
function shortNames({ slug, className }: ProjectNames, folder: string, group: string): StackNames {
  const hash = sha256(group).slice(0, HASH_LENGTH);
  const room = MOST_OF_STACK_ID - className.length - `-x${hash}`.length;
  const words = folder.split(/-+/);
  const start = joined(words, '-', true).slice(0, room).replace(/-$/, '');
  return {
    slug: `${slug}-${folder.slice(0, room).replace(/-+$/, '')}--x${hash}`,
    className: `${className}${joined(words, '_', true).slice(0, room).replace(/_$/, '')}_x${hash}`,
    stackId: `${className}${start}-x${hash}`,
  };
}

/** `orderPipelineBilling`, of `OrderPipelineBilling`. */
export const variableName = (className: string): string => `${className.charAt(0).toLowerCase()}${className.slice(1)}`;

/** `Default` is left out of logical ids, and the others are scopes of the generated stack. */
const RESERVED_IDS: ReadonlySet<string> = new Set(['Default', 'Resource', ...GROUPS]);

/** What a stack has already (aws-cdk-lib 2.276), what the generated one adds, and words that JavaScript keeps. */
export const RESERVED_MEMBERS: ReadonlySet<string> = new Set(
  `account addDependency addDockerImageAsset addFileAsset addMetadata addStackDependency addTransform
   addPermissionsBoundaryAspect addStackTag allocateLogicalId artifactId azLiteralWarningSilenced availabilityZones bundlingRequired dependencies environment exportStringListValue
   exportValue formatArn generateStackArtifactId generateStackId generateStackName getLogicalId maxResources metadata monitoring nested nestedStackParent
   nestedStackResource node notificationArns parentStack parseArn parseEnvironment partition permissionsBoundaryArn prepareCrossReference
   region regionalFact renameLogicalId removeStackTag reportMissingContext reportMissingContextKey resolve resolveExportedValue splitArn stackDependencies stackDependencyReasons stackId
   stackName synthesizer tags templateFile templateFullPath templateOptions terminationProtection toJsonString toString
   toYamlString urlSuffix validate with
   arguments await break case catch class const constructor continue debugger default delete do else enum env eval
   export extends false finally for function if implements import in instanceof interface let new null package private
   protected prototype public return static super switch this throw true try typeof undefined var void while yield`
    .trim()
    .split(/\s+/),
);
