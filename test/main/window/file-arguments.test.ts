import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { projectFilesIn } from '../../../main/window/file-arguments';

const here = resolve('/home/user/designs');

it('a relative path is meant from the folder of the command, spaces and all', () => {
  expect(projectFilesIn(['my design.spillway'], here)).toEqual([resolve(here, 'my design.spillway')]);
});

it('several files are opened, each once', () => {
  expect(projectFilesIn(['a.spillway', 'b.json', './a.spillway'], here)).toEqual([
    resolve(here, 'a.spillway'),
    resolve(here, 'b.json'),
  ]);
});

it('switches, folders and other files are passed over', () => {
  expect(projectFilesIn(['--no-sandbox', '--x=a.spillway', '-a.spillway', '.', '/app', 'a.txt'], here)).toEqual([]);
});

it('an address of a file is a path', () => {
  const path = resolve(here, 'tea & milk.spillway');
  expect(projectFilesIn([pathToFileURL(path).href, 'file://%', 'https://example.com/a.spillway'], '/').at(0)).toBe(
    path,
  );
});

it('an address of the network is not opened as one', () => {
  // It stays a (strange) relative path, which will not exist.
  expect(projectFilesIn(['https://example.com/a.spillway'], here)[0]).toMatch(/designs/);
});
