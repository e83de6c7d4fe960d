/** The names of bundles that are not made, which are to be the same wherever the app was synthesised. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../host/sha256';

/**
 * The CDK names a bundle that it leaves out after the folder of the app; here it is named after the function and what
 * the app's functions are made of. What is uploaded without bundling has its own hash already.
 * @param out folder of the cloud assembly
 */
export function withSteadyBundleNames(
  template: string,
  stack: string,
  out: string,
  files: ReadonlyMap<string, string>,
): string {
  const sources = [...files].filter(([path]) => path.startsWith('src/')).map(([path, text]) => [path, text]);
  const { Resources = {} } = JSON.parse(template) as {
    Resources?: Record<string, { readonly Properties?: { readonly Code?: { readonly S3Key?: unknown } } }>;
  };
  return Object.entries(Resources).reduce((text, [id, { Properties }]) => {
    const [, hash] = /^([0-9a-f]{64})\.zip$/.exec(String(Properties?.Code?.S3Key)) ?? [];
    if (hash === undefined || existsSync(join(out, `asset.${hash}`))) return text;
    return text.replaceAll(hash, sha256(JSON.stringify([stack, id, sources])));
  }, template);
}
