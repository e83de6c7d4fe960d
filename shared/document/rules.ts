/** What a project file should hold, rule by rule: the findings of this room are made here. */
import type { Finding, Location } from '#shared/model/finding';
import type { RuleBase, Severity } from '#shared/model/rule';

interface DocumentRule {
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
}

const UNREAD = 'It is carried along and written back as it is, but no figure counts it.';

const RULES = {
  'is-json': {
    severity: 'error',
    title: 'the file is JSON',
    why: 'A text that is cut off, or that holds the marks of an unfinished merge, is not opened: saving it would damage it.',
  },
  'is-a-project': {
    severity: 'error',
    title: 'the file is a Spillway project',
    why: 'Other JSON is not opened, so that it is never overwritten by a project.',
  },
  'fits-in-memory': {
    severity: 'error',
    title: 'the file is no larger than a project can be',
    why: 'A file of many millions of characters is not a drawing, and reading it would keep a person waiting.',
  },
  'states-its-format': {
    severity: 'warning',
    title: 'the file states its format',
    why: 'The format says which version of Spillway wrote the file, and with that how it is to be read.',
  },
  'format-is-known': {
    severity: 'error',
    title: 'the format is one that this version reads',
    why: 'A file from a newer version may say things that this one does not understand. It is refused rather than damaged.',
  },
  migrates: {
    severity: 'error',
    title: 'a file of an older format can be brought to the present one',
    why: 'A file that does not hold what its format promises is refused rather than damaged.',
  },
  'keys-are-unique': {
    severity: 'error',
    title: 'no object has a key twice',
    why: 'JSON keeps the last value only. Two of a key are what is left of a merge by hand, and one of them is lost.',
  },
  'keys-are-harmless': {
    severity: 'error',
    title: 'no key is __proto__',
    why: 'The key has a meaning of its own in JavaScript. It is left out, with its value.',
  },
  'numbers-are-finite': {
    severity: 'error',
    title: 'every number can be held',
    why: 'A number beyond 1.8e308 reads as infinity, which JSON cannot write. It is kept as a text.',
  },
  'has-its-shape': {
    severity: 'error',
    title: 'everything has the shape that the schema gives it',
    why: `What has another shape cannot be understood. ${UNREAD}`,
  },
  'has-a-name': {
    severity: 'info',
    title: 'the project and its resources have names',
    why: 'A name that is missing is made up, so that there is something to call the thing by.',
  },
  'ids-are-unique': {
    severity: 'error',
    title: 'no two things of a list have one id',
    why: 'Connections, places and acknowledgements speak of ids. The second of two gets an id of its own, and nothing speaks of it.',
  },
  'connection-has-both-ends': {
    severity: 'error',
    title: 'a connection leads from a resource to a resource',
    why: `A merge can keep a connection of which one end was removed. ${UNREAD}`,
  },
  'acknowledgement-has-its-place': {
    severity: 'info',
    title: 'an acknowledgement speaks of something that is there',
    why: `An acknowledgement outlives what it speaks of where a file is edited by hand. ${UNREAD}`,
  },
  'layout-has-its-place': {
    severity: 'info',
    title: 'every place on the canvas belongs to something',
    why: 'A place of something that is not there means nothing, and is left out.',
  },
  'group-holds-what-is-there': {
    severity: 'info',
    title: 'a group holds resources that are there and in no other group',
    why: 'A group outlives its resources where a file is edited by hand. A resource stands in one frame at most.',
  },
  'findings-are-few': {
    severity: 'error',
    title: 'there are no more findings than a person reads',
    why: 'Beyond some hundred findings the file is broken as a whole, and the first ones tell how.',
  },
  'service-is-known': {
    severity: 'error',
    title: 'every resource is of a service that this version knows',
    why: 'A service that is not known is drawn and kept. No figure counts it, so that all figures beyond it are too low.',
  },
  'kind-is-known': {
    severity: 'error',
    title: 'every connection is of a kind that this version knows',
    why: 'A connection of an unknown kind is kept. Nothing flows on it, so that all figures beyond it are too low.',
  },
  'connection-fits-its-ends': {
    severity: 'error',
    title: 'both ends of a connection speak what its kind joins',
    why: 'A connection is a mechanism of AWS, which joins what one service offers and another one asks for. Nothing flows on one that has no such ends.',
  },
  'connection-is-possible': {
    severity: 'error',
    title: 'AWS allows every connection',
    why: 'AWS refuses some pairs by their settings, for example a standard queue as the dead-letter queue of a FIFO queue. Deploying the design would fail.',
  },
  'value-is-possible': {
    severity: 'error',
    title: 'every setting has a value that AWS allows',
    why: 'AWS would refuse the setting. Until it is mended the default counts, so that the other figures still mean something.',
  },
  'field-is-known': {
    severity: 'warning',
    title: 'every setting is one that this version knows',
    why: 'A setting whose name is misspelt has no effect, and looks as if it had one.',
  },
  'quota-is-known': {
    severity: 'warning',
    title: 'the account states values of quotas that exist',
    why: 'A quota whose name is misspelt has no effect, and looks as if it had one.',
  },
  'quota-is-adjustable': {
    severity: 'warning',
    title: 'the account raises only quotas that AWS raises',
    why: 'Some quotas are hard. A design that counts on more than they give does not hold.',
  },
  'scenario-names-what-is-there': {
    severity: 'warning',
    title: 'a scenario speaks of resources and quotas that are there',
    why: 'A failure of something that is not there does not happen, and the run looks better than it is.',
  },
  'failure-has-an-effect': {
    severity: 'warning',
    title: 'a failure of a scenario happens to something that reacts to it',
    why: 'A queue has no cold starts and a topic no poison messages of its own. A failure that changes nothing makes a run look better than it is.',
  },
  'assertion-names-what-is-there': {
    severity: 'error',
    title: 'an assertion speaks of a resource that is there',
    why: 'An assertion about something that is not there would hold for no reason.',
  },
} as const satisfies Record<string, DocumentRule>;

export type DocumentRuleName = keyof typeof RULES;

/** A finding of this room, with the severity of its rule. */
export function documentFinding(
  rule: DocumentRuleName,
  at: Location,
  message: string,
  more: Pick<Finding, 'place' | 'remedy' | 'source' | 'asOf'> = {},
): Finding {
  return { rule: `document/${rule}`, owner: 'document', severity: RULES[rule].severity, at, message, ...more };
}

/** Sorted by id, for lists of all rules. They are about project files and not facts of AWS. */
export const documentRules: readonly RuleBase[] = Object.entries<DocumentRule>(RULES)
  .map(([name, { severity, title, why }]): RuleBase => ({
    id: `document/${name}`,
    title,
    severity,
    category: 'semantics',
    why,
    source: 'urn:spillway:document',
    asOf: '2026-11-23',
  }))
  .toSorted((a, b) => (a.id < b.id ? -1 : 1));
