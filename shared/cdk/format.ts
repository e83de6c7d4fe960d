/** Prettier, loaded when the first export asks for it: the same bytes in the app, the worker and the command line. */
import type { Options, Plugin } from 'prettier';

/** As in the package.json of the exported app, so that the person's own formatting agrees. */
export const PRETTIER_STYLE = { printWidth: 110, singleQuote: true, trailingComma: 'all' } as const;

let loaded: Promise<(text: string) => Promise<string>> | undefined;

/** Formats TypeScript. Formatting what is formatted changes nothing. */
export async function formatTypeScript(text: string): Promise<string> {
  loaded ??= load();
  const format = await loaded;
  return format(text);
}

async function load(): Promise<(text: string) => Promise<string>> {
  const [{ format }, babel, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/babel'),
    import('prettier/plugins/estree'),
  ]);
  const options: Options = {
    ...PRETTIER_STYLE,
    parser: 'babel-ts',
    plugins: [babel as Plugin, estree as Plugin],
  };
  return (text) => format(text, options);
}
