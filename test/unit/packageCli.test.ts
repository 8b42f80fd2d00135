/** The package of the command line: installed from its file in an empty folder, as `npx` does it. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packageCli } from '../../scripts/packageCli.ts';
import { repositoryRoot } from '../harness/manifests.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-package-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

test('npx runs it from the file, in an empty folder and without a registry', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'dpm.tgz');
  await packageCli(repositoryRoot, file, 'licences');
  const work = join(folder, 'work');
  mkdirSync(work);
  writeFileSync(
    join(work, 'a.yaml'),
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspce: {}\n',
  );
  const env = {
    ...process.env,
    npm_config_cache: join(folder, 'cache'),
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  };
  const ran = spawnSync('npx', ['--yes', '--package', file, 'dpm', 'check'], {
    cwd: work,
    env,
    encoding: 'utf8',
  });
  expect(ran.stderr).toContain('in 1 file');
  expect(ran.stdout).toContain('a.yaml:4:1: error: ');
  expect(ran.status).toBe(1);
}, 60_000);

test('it holds the program, the schemas and the texts, and needs nothing else', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'dpm.tgz');
  await packageCli(repositoryRoot, file, 'licences');
  spawnSync('tar', ['xzf', file, '-C', folder]);
  const inside = join(folder, 'package');
  expect(readdirSync(inside).sort()).toEqual(
    ['LICENSE', 'README.md', 'ThirdPartyNotices.txt', 'dist', 'package.json'].sort(),
  );
  const manifest = JSON.parse(readFileSync(join(inside, 'package.json'), 'utf8')) as object;
  expect(manifest).toMatchObject({ bin: { dpm: 'dist/cli.js' }, engines: { node: '>=20' } });
  expect(Object.keys(manifest).filter((key) => /dependencies|scripts/i.test(key))).toEqual([]);
  expect(existsSync(join(inside, 'dist/schemas/index.json'))).toBe(true);
  expect(readFileSync(join(inside, 'README.md'), 'utf8')).not.toMatch(/\]\((?!https?:|#)/);
  const program = readFileSync(join(inside, 'dist/cli.js'), 'utf8');
  expect(program.startsWith('#!/usr/bin/env node\n')).toBe(true);
  // Every bundle that it loads when it needs it lies beside it.
  for (const [, name = ''] of program.matchAll(/require\("\.\/(\w+\.js)"\)/g))
    expect(existsSync(join(inside, 'dist', name)), name).toBe(true);
  // Of node:net it takes what tells addresses from words.
  for (const module of ['node:http', 'node:https', 'node:tls', 'node:dgram', 'node:dns'])
    expect(program, module).not.toContain(`require("${module}")`);
});
