// A real VS Code without a download of VS Code: the npm package code-server carries its server and its web workbench.
// Its native modules are compiled on the machine (about two minutes), so the result is kept in the cache folder.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cacheFolder.ts';
import { ensureDebianPackages } from './debianPackages.ts';
import { withFileLock } from './fileLock.ts';
import { runStep } from './installStep.ts';
import type { Ensured, Log } from './installStep.ts';

/** 4.139.1 carries VS Code 1.139.1 and wants Node 24. */
const version = '4.139.1';
const nodeMajor = 24;

export interface CodeServerPaths {
  /** The command line of code-server, run by Node. */
  entry: string;
  /** The server of VS Code that code-server carries, run by Node. */
  serverMain: string;
  /** The Node binary that the native modules were compiled for. */
  node: string;
}

/**
 * Installs code-server into the cache unless it is there; a second run at the same time waits for the first.
 * @throws when `signal` stops it while it waits.
 */
export async function ensureCodeServer(
  log: Log,
  signal?: AbortSignal,
): Promise<Ensured<CodeServerPaths>> {
  const running = Number(process.versions.node.split('.')[0]);
  if (running !== nodeMajor) {
    return {
      ok: false,
      reason: `code-server ${version} needs Node ${String(nodeMajor)}, this is Node ${process.versions.node}`,
    };
  }
  const home = cacheFolder(`code-server-${version}-node${String(nodeMajor)}`);
  const paths = pathsIn(home);
  if (existsSync(paths.entry)) return { ok: true, ...paths };

  const packages =
    process.platform === 'linux' ? ['libkrb5-dev', 'pkg-config', 'make', 'g++', 'python3'] : [];
  const prepared = await ensureDebianPackages(packages, log, signal);
  if (!prepared.ok) return prepared;

  await mkdir(dirname(home), { recursive: true });
  const waiting = () => {
    log('Another run is installing code-server: waiting for it ...');
  };
  return withFileLock({ path: `${home}.lock`, onWait: waiting, signal }, async () => {
    if (existsSync(paths.entry)) return { ok: true, ...paths };
    const temporary = await mkdtemp(`${home}.tmp-`);
    try {
      const installed = await install(temporary, log, signal);
      if (!installed.ok) return installed;
      await rename(temporary, home);
      return { ok: true, ...paths };
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  });
}

async function install(
  folder: string,
  log: Log,
  signal: AbortSignal | undefined,
): Promise<Ensured<object>> {
  const manifest = {
    name: 'code-server-home',
    private: true,
    dependencies: { 'code-server': version },
    allowScripts: { 'code-server': true, argon2: true }, // npm 11 runs no other install script
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, undefined, 2));
  const installed = await runStep(
    {
      what: `code-server ${version}: npm install, compiles native modules`,
      command: 'npm',
      args: ['install', '--no-audit', '--no-fund', '--loglevel=error'],
      expectedSeconds: 120,
      cwd: folder,
      env: { ...process.env, ...nodeHeaders(), PATH: nodeFirstOnPath(), ...ownUserAgent },
      signal,
    },
    log,
  );
  if (!installed.ok) return installed;
  const { entry, serverMain } = pathsIn(folder);
  const complete = existsSync(entry) && existsSync(serverMain);
  return complete
    ? { ok: true }
    : { ok: false, reason: `code-server ${version}: npm left no ${serverMain}` };
}

function pathsIn(home: string): CodeServerPaths {
  const root = join(home, 'node_modules', 'code-server');
  return {
    entry: join(root, 'out', 'node', 'entry.js'),
    serverMain: join(root, 'lib', 'vscode', 'out', 'server-main.js'),
    node: process.execPath,
  };
}

/**
 * Under `npm run` npm names itself and the Node that it runs on in the environment. code-server's install script reads
 * the version of Node from there, so the name of the outer npm must not reach it: the inner one writes its own.
 */
const ownUserAgent: NodeJS.ProcessEnv = { npm_config_user_agent: undefined };

/** The C headers beside the pinned Node; without them node-gyp fetches some. */
function nodeHeaders(): NodeJS.ProcessEnv {
  const home = dirname(dirname(process.execPath));
  return existsSync(join(home, 'include', 'node', 'node.h')) ? { npm_config_nodedir: home } : {};
}

function nodeFirstOnPath(): string {
  const separator = process.platform === 'win32' ? ';' : ':';
  return [dirname(process.execPath), process.env.PATH].join(separator);
}
