// Writes schemas/kubernetes/history.json: since when kinds and fields of Kubernetes are there, and until when.
// What the sources do not say stands in schemas/kubernetes/apiVersions.yaml.
//
//   node tools/kubernetes/importHistory.ts FIRST LAST      (24 36: from 1.24 to 1.36)
//
// Needs Go: the sources of the releases are its modules k8s.io/kubernetes and k8s.io/api, some 20 MB a release, which
// `go mod download` keeps in its cache.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { factsText } from '../schemas/facts/factsText.ts';
import { historyOf, type Corrections } from './history.ts';
import { readRelease } from './readRelease.ts';

const folder = path.resolve(import.meta.dirname, '../../schemas/kubernetes');

function folderOf(module: string, version: string): string {
  const name = `${module}@${version}`;
  const json = execFileSync('go', ['mod', 'download', '-json', name], { cwd: tmpdir() });
  return (JSON.parse(json.toString()) as { Dir: string }).Dir;
}

function main([first, last]: readonly number[]): void {
  if (first === undefined || last === undefined || !(first <= last)) {
    process.stderr.write('usage: importHistory.ts FIRST LAST\n');
    process.exitCode = 2;
    return;
  }
  const minors = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const releases = minors.map((minor) => {
    process.stdout.write(`1.${minor}\n`);
    return readRelease(`1.${minor}`, {
      kubernetes: folderOf('k8s.io/kubernetes', `v1.${minor}.0`),
      api: folderOf('k8s.io/api', `v0.${minor}.0`),
    });
  });
  const corrections = readFileSync(path.join(folder, 'apiVersions.yaml'), 'utf8');
  const text = factsText(historyOf(releases, parse(corrections) as Corrections));
  writeFileSync(path.join(folder, 'history.json'), text);
  process.stdout.write(`history.json: ${(text.length / 1000).toFixed(0)} kB\n`);
}

if (import.meta.main) main(process.argv.slice(2).map(Number));
