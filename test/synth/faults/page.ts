/** docs/faults.md: who finds which fault. */
import { join } from 'node:path';
import { type Column, markdownTable } from '#shared/report/table';
import type { Fault } from './fault';
import type { Undrawable } from './undrawable';

export const PAGE = join(import.meta.dirname, '../../../docs/faults.md');

/** What each of AWS's tools says of the app that a drawing with the fault is exported as, in its own names. */
export interface Judged extends Fault {
  /** Whether an app comes of it: for some, the exporter has no code. */
  readonly isExported: boolean;
  readonly severity: string;
  readonly cdk: string;
  readonly engine: readonly string[];
  readonly preflight: readonly string[];
  readonly others: readonly string[];
}

/** Who sees a fault that is planted in a template, in their own names. */
export interface JudgedTemplate {
  readonly fault: string;
  readonly engine: readonly string[];
  readonly preflight: readonly string[];
  /** Whether the comparison of the template with the drawing sees it. */
  readonly isCompared: boolean;
}

const NOTHING = '–';
const tool = (title: string, found: (fault: Judged) => string): Column<Judged> => ({
  title,
  text: (fault) => (fault.isExported ? found(fault) || NOTHING : ''),
});
const refuses = ({ isExported, cdk, engine, preflight }: Judged): boolean =>
  isExported && (cdk !== '' || engine.length > 0 || preflight.length > 0);
const passes = (fault: Judged): boolean => fault.isExported && !refuses(fault);

const spillway: Column<Judged> = { title: 'Spillway', text: ({ severity, rule }) => `${severity}: ${rule}` };
const consequence: Column<Judged> = { title: 'what comes of it', text: (fault) => fault.consequence };
const named = [
  tool('the CDK', ({ cdk }) => cdk),
  tool('AWS’s engine', ({ engine }) => engine.join(', ')),
  tool('cdk-preflight', ({ preflight }) => preflight.join(', ')),
];

const count = <T>(all: readonly T[], holds: (each: T) => boolean): number => all.filter(holds).length;

export function faultsPage(
  faults: readonly Judged[],
  inTemplates: readonly JudgedTemplate[],
  undrawable: readonly Undrawable[],
  versions: string,
): string {
  const [refused, passed] = [faults.filter(refuses), faults.filter(passes)];
  const unsaid = faults.filter(({ isExported }) => !isExported);
  const by = (found: (fault: Judged) => boolean): number => refused.filter(found).length;
  return [
    '# Who finds which fault',
    '',
    '<!-- Written by `npm run docs:faults`: do not edit. -->',
    '',
    `${faults.length} faults are planted in drawings that are otherwise right; each drawing is exported all the same`,
    '(`--force`), and the app is judged by those who see it before AWS does: the CDK as it runs, the engine that',
    'aws-cdk-lib brings (cfn-lint’s rules and AWS’s schemas), cdk-preflight and cdk-nag. What the CDK throws at never',
    'becomes a template that the others could judge.',
    `Versions: ${versions}.`,
    '',
    'The faults are chosen from Spillway’s own rules, which find all of them: the page says what the tools add to one',
    'another, and nothing of what Spillway misses. Faults that templates have and drawings cannot stand at the end.',
    '',
    '| | faults |',
    '| --- | --: |',
    `| refused by the CDK | ${by(({ cdk }) => cdk !== '')} |`,
    `| refused by AWS’s engine | ${by(({ engine }) => engine.length > 0)} |`,
    `| refused by cdk-preflight | ${by(({ preflight }) => preflight.length > 0)} |`,
    `| refused by any of them | ${refused.length} |`,
    `| found by Spillway alone, or with cdk-nag | ${passed.length} |`,
    `| not exported, forced or not | ${unsaid.length} |`,
    '',
    '## Refused before AWS sees it',
    '',
    markdownTable([spillway, consequence, ...named], refused),
    ...refused
      .filter(({ disputed }) => disputed !== undefined)
      .map(({ rule, disputed = '' }) => `Spillway does not call ${rule} an error: ${disputed}.\n`),
    '## Deployed without a word',
    '',
    'AWS takes them, or refuses them only while it deploys.',
    '',
    markdownTable([spillway, consequence, tool('cdk-nag', ({ nag = '' }) => nag)], passed),
    '## Not exported',
    '',
    'The exporter has no code for them, and says why.',
    '',
    markdownTable([spillway, consequence], unsaid),
    '## In the template of an app',
    '',
    'Typical faults of CDK code, planted one by one in the template of an app that is right. Most of them are legal: only the',
    'drawing says that they are wrong, which this repository’s tests compare with the template of every exported app, and',
    `no tool of AWS knows. Of ${inTemplates.length} faults,`,
    `AWS’s engine sees ${count(inTemplates, ({ engine }) => engine.length > 0)},`,
    `cdk-preflight ${count(inTemplates, ({ preflight }) => preflight.length > 0)}`,
    `and the comparison ${count(inTemplates, ({ isCompared }) => isCompared)}.`,
    '',
    markdownTable(
      [
        { title: 'fault', text: ({ fault }: JudgedTemplate) => fault },
        { title: 'AWS’s engine', text: ({ engine }: JudgedTemplate) => engine.join(', ') || NOTHING },
        { title: 'cdk-preflight', text: ({ preflight }: JudgedTemplate) => preflight.join(', ') || NOTHING },
        { title: 'the drawing', text: ({ isCompared }: JudgedTemplate) => (isCompared ? 'yes' : NOTHING) },
      ],
      inTemplates,
    ),
    '## Not to be had',
    '',
    'No drawing, and no app that is exported, has these.',
    '',
    markdownTable(
      [
        { title: 'fault of a template', text: ({ fault }) => fault },
        { title: 'why', text: ({ why }) => why },
      ],
      undrawable,
    ),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
