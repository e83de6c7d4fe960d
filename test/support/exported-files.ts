/** What a person and a host do to the files of an exported app. */
import type { ExportPlan } from '#shared/cdk/plan-export';

type Files = ReadonlyMap<string, string>;

/** The files with a line of the person's in some of them. */
export function edit(files: Files, ...paths: readonly string[]): Files {
  return new Map([...files].map(([path, text]) => [path, paths.includes(path) ? `${text}\n// mine\n` : text]));
}

/** What the folder holds once a plan is carried out. */
export function carriedOut(there: Files, { writes, removes }: ExportPlan): Files {
  return new Map([...there, ...writes].filter(([path]) => !removes.includes(path)));
}
