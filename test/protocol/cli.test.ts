/** The built command line as a process: its streams, its threads, and the same findings as the server's. */
import { spawn, spawnSync } from 'node:child_process';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import { expect, onTestFinished, test } from 'vitest';
import { linkedCodes } from '../../core/graph/checks/index.ts';
import { fileUriOf } from '../../shared/uri.ts';
import { repositoryRoot, ServerProcess } from '../harness/serverProcess.ts';
import { waitUntil } from '../harness/waitUntil.ts';

const program = join(repositoryRoot, 'dist/cli.js');
const wrong = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndat: {}\n';

function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dpm-process-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

function dpm(cwd: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  return { code: status, out: stdout, err: stderr };
}

test('it reads the standard input and ends with the exit code', () => {
  const { code, out, err } = dpm(emptyFolder(), ['check', '-'], wrong);
  expect(out).toContain('stdin.yaml:5:1: error: ');
  expect(err).toBe('1 error in 1 file\n');
  expect(code).toBe(1);
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(dpm('/', ['--version']).out).toBe(`dpm ${version}\n`);
});

test('a reader that has read enough ends it without a word', async () => {
  const folder = emptyFolder();
  for (let at = 0; at < 50; at++)
    writeFileSync(join(folder, `${at}.yaml`), `${wrong}---\n`.repeat(200));
  const child = spawn(process.execPath, [program, 'check'], { cwd: folder });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(1);
  expect(said).not.toMatch(/EPIPE|Error|at /);
});

test('threads find what one finds, in the same order', () => {
  const folder = emptyFolder();
  for (let at = 0; at < 60; at++) {
    mkdirSync(join(folder, `app-${at % 7}`), { recursive: true });
    writeFileSync(join(folder, `app-${at % 7}/${at}.yaml`), wrong.repeat(1 + (at % 3)));
  }
  const one = dpm(folder, ['check', '--threads', '1', '--format', 'json']);
  const three = dpm(folder, ['check', '--threads', '3', '--format', 'json']);
  expect(three).toEqual(one);
  expect(one.code).toBe(1);
});

test('it finds what the server finds, in samples and examples', async () => {
  const folder = repositoryRoot;
  const { out } = dpm(folder, ['check', '--format', 'json', 'samples', 'schemas']);
  const read = JSON.parse(out) as {
    findings: {
      path: string;
      line: number;
      column: number;
      code: string;
      message: string;
      severity: string;
    }[];
  };
  const ofProgram = read.findings.map(({ path, line, column, severity, code, message }) =>
    [path, line, column, severity, code, message].join(' '),
  );
  const files = globSync('{samples,schemas}/**/*.{yaml,yml,json}', { cwd: folder }).sort();
  const server = await ServerProcess.start({ folder });
  onTestFinished(() => server.stop());
  const ofServer: string[] = [];
  await workspaceRead(server);
  for (const file of files) {
    const uri = fileUriOf(join(folder, file));
    const text = readFileSync(join(folder, file), 'utf8');
    await server.open(uri, text, file.endsWith('.json') ? 'json' : 'yaml');
    for (const each of await server.diagnostics(uri)) ofServer.push(`${file} ${brief(each)}`);
    await server.close(uri);
  }
  expect(ofServer.length).toBeGreaterThan(50);
  const linked = new Set(linkedCodes.map(({ code }) => code));
  expect(read.findings.filter(({ code }) => linked.has(code)).length).toBeGreaterThan(20);
  expect(ofProgram.sort()).toEqual(ofServer.sort());
}, 400_000);

/** What several objects together get wrong the server tells once it has read the workspace, which it begins after the first answer. */
async function workspaceRead(server: ServerProcess): Promise<void> {
  const uri = 'untitled:first';
  await server.open(uri, 'a: b\n');
  await server.diagnostics(uri);
  await waitUntil('the files of the workspace', () =>
    server.logged.some((line) => line.includes('looked for objects')),
  );
  await server.close(uri);
}

function brief({ range, severity = 1, code, message }: Diagnostic): string {
  const level = ['error', 'warning', 'information', 'hint'][severity - 1];
  const words = typeof message === 'string' ? message : message.value;
  return [range.start.line + 1, range.start.character + 1, level, String(code), words].join(' ');
}

test('--kubernetes-version counts before .dpm.yaml, and what is no version is refused', () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, '.dpm.yaml'), 'kubernetesVersion: "1.29"\n');
  const scaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: a }
spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: a } }
`;
  writeFileSync(join(folder, 'a.yaml'), scaler);
  expect(dpm(folder, ['check']).out).not.toContain('unknown-kind');
  const older = dpm(folder, ['check', '--kubernetes-version', '1.22']);
  expect(older.code).toBe(1);
  expect(older.out).toContain('came with Kubernetes 1.23');
  expect(dpm(folder, ['check', '--kubernetes-version', 'v1.29.3-gke.1']).code).toBe(0);
  const wrongly = dpm(folder, ['check', '--kubernetes-version', 'newest']);
  expect(wrongly.code).toBe(2);
  expect(wrongly.err).toContain('newest');
});
