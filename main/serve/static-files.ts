/** The built page's files, listed once: what is not in the list cannot be asked for, whatever a path looks like. */
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { securityHeaders } from '#shared/host/content-security-policy';

export interface StaticFile {
  /** Where it is on disk. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** By the path of its address: '/index.html', '/assets/index-1a2b.js'. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.spillway': 'application/vnd.spillway+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Plain files with a known media type, in all folders below; links are left out, as they could lead anywhere. */
export async function listStaticFiles(folder: string, address = '/'): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      for (const [at, file] of await listStaticFiles(path, `${address}${entry.name}/`)) files.set(at, file);
    }
    const mediaType = mediaTypes[extname(entry.name)];
    if (entry.isFile() && mediaType) {
      // Names in assets/ carry a hash of the content: such a file never changes.
      const caching = address === '/assets/' ? 'public, max-age=31536000, immutable' : 'no-cache';
      files.set(address + entry.name, {
        path,
        headers: { ...securityHeaders, 'Content-Type': mediaType, 'Cache-Control': caching },
      });
    }
  }
  return files;
}

/** The file at the path of an address; '/' is the page itself. */
export function staticFileAt(files: StaticFiles, pathname: string): StaticFile | undefined {
  try {
    return files.get(pathname === '/' ? '/index.html' : decodeURIComponent(pathname));
  } catch {
    return undefined; // A percent sign that begins no escape.
  }
}
