/** Import lines of a generated file: what its text uses and no more. */
import type { Imports } from '#shared/model/cdk';
import type { Code } from '#shared/model/code';

/** Names that generated code uses from where everybody knows them. */
const NAMED: readonly (readonly [module: string, names: readonly string[], types: readonly string[]])[] = [
  ['node:path', ['join'], []],
  [
    'aws-cdk-lib',
    [
      'BundlingOutput',
      'CfnOutput',
      'Duration',
      'Fn',
      'Names',
      'RemovalPolicy',
      'SecretValue',
      'Size',
      'Stack',
      'TimeZone',
      'Validations',
    ],
    ['CfnResource', 'StackProps'],
  ],
  ['constructs', ['Construct'], []],
];

export function importLines(text: Code, ...groups: readonly (readonly Imports[])[]): Code {
  const code = withoutComments(text);
  const namespaces = Object.entries(Object.assign({}, ...groups.flat()) as Imports)
    .filter(([alias]) => new RegExp(`(?<![\\w.'/-])${alias}\\.`).test(code))
    .map(([alias, module]) => ({ module, line: `import * as ${alias} from '${module}';` }));
  const named = NAMED.flatMap(([module, names, types]) => {
    const used = [
      ...names.filter((name) => uses(code, name)),
      ...types.filter((name) => uses(code, name)).map((name) => `type ${name}`),
    ];
    return used.length === 0 ? [] : [{ module, line: `import { ${used.join(', ')} } from '${module}';` }];
  });
  return [...namespaces, ...named]
    .toSorted((a, b) => rank(a.module) - rank(b.module) || (a.module < b.module ? -1 : 1))
    .map(({ line }) => line)
    .join('\n');
}

const uses = (code: Code, name: string): boolean => new RegExp(`(?<![\\w.'])${name}\\b(?!')`).test(code);
const rank = (module: string): number => (module.startsWith('node:') ? 0 : module.startsWith('aws-cdk-lib') ? 1 : 2);

/** Comments speak of classes that the code does not use, and so do string literals; either may look like the other. */
export function withoutComments(text: Code): Code {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|'(?:[^'\\\n]|\\.)*'/gm, (found) =>
    found.startsWith("'") ? "''" : '',
  );
}
