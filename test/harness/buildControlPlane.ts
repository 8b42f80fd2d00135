// Builds Kubernetes' own programs from the Go module in test/control-plane, once, into the cache folder.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cacheFolder.ts';
import { withFileLock } from './fileLock.ts';
import { findGo, goEnvironment } from './goToolchain.ts';
import { runStep } from './installStep.ts';
import type { Ensured, Log } from './installStep.ts';

export interface ControlPlaneBinaries {
  /** etcd, API server, controller manager and scheduler as sub-commands of one program. */
  controlPlane: string;
  /** Simulated nodes. */
  kwok: string;
}

export interface BuildOptions {
  log?: Log | undefined;
  /** Ends a build under way with all that it started. */
  signal?: AbortSignal | undefined;
}

export type ControlPlaneBuild = Ensured<{ binaries: ControlPlaneBinaries }>;

export const controlPlaneModule = join(
  dirname(dirname(fileURLToPath(import.meta.url))),
  'control-plane',
);

/** Everything that decides what comes out of the build, `go.sum` standing for all that is fetched. */
const sources = ['go.mod', 'go.sum', 'main.go', 'kwok/main.go', 'lifeline/lifeline.go'];
const kubernetesVersion = /\bk8s\.io\/kubernetes (v\d+\.(\d+)\.\d+)/;

/**
 * The programs of the control plane, built if the cache does not hold them. Says by `log` what it does and how long that
 * usually takes. A machine that cannot build them is a result with the reason, not an exception.
 * @throws when `signal` stops it while it waits for another run.
 */
export async function ensureControlPlane(options: BuildOptions = {}): Promise<ControlPlaneBuild> {
  const { log = () => undefined, signal } = options;
  if (process.platform === 'win32') {
    return { ok: false, reason: 'the local control plane runs on Linux and macOS only' };
  }
  const texts = await Promise.all(sources.map((file) => readFile(join(controlPlaneModule, file))));
  const hash = createHash('sha256');
  texts.forEach((text, index) => hash.update(`${sources[index] ?? ''}\0`).update(text));
  const key = `${hash.digest('hex').slice(0, 16)}-${process.platform}-${process.arch}`;
  const folder = cacheFolder('control-plane', key);
  if (existsSync(folder)) return { ok: true, binaries: binariesIn(folder) };

  await mkdir(dirname(folder), { recursive: true });
  const waiting = () => {
    log('Another run is building the control plane: waiting for it ...');
  };
  return withFileLock({ path: `${folder}.lock`, onWait: waiting, signal }, async () => {
    if (existsSync(folder)) return { ok: true, binaries: binariesIn(folder) };
    const failure = await build(folder, log, signal);
    return failure ? { ok: false, reason: failure } : { ok: true, binaries: binariesIn(folder) };
  });
}

function binariesIn(folder: string): ControlPlaneBinaries {
  return { controlPlane: join(folder, 'controlplane'), kwok: join(folder, 'kwok') };
}

/** Builds into a temporary folder beside the wanted one and renames it. Returns what went wrong, if something did. */
async function build(
  folder: string,
  log: Log,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const go = await findGo(log, signal);
  if (!go.ok) return go.reason;
  const atModule = { command: go.go, cwd: controlPlaneModule, env: goEnvironment(), signal };

  const what = 'control plane: fetching the Go modules of Kubernetes, etcd and kwok';
  const download = { ...atModule, what, args: ['mod', 'download'], expectedSeconds: 60 };
  const fetched = await runStep(download, log);
  if (!fetched.ok) return fetched.reason;

  await removeUnfinished(folder);
  const temporary = await mkdtemp(`${folder}.building-`);
  try {
    const flags = ['-trimpath', '-buildvcs=false', '-ldflags', await linkerFlags()];
    const built = await runStep(
      {
        ...atModule,
        what: `control plane: building with ${go.version}, once`,
        args: ['build', ...flags, '-o', `${temporary}/`, '.', './kwok'],
        expectedSeconds: 300,
      },
      log,
    );
    if (!built.ok) return built.reason;
    await rename(temporary, folder);
    return undefined;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** What builds that were interrupted left behind. We hold the lock: nobody else is at work on this one. */
async function removeUnfinished(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(folder)}.building-`)) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** Small programs that know which Kubernetes they are: `/version` and discovery depend on it. */
async function linkerFlags(): Promise<string> {
  const goMod = await readFile(join(controlPlaneModule, 'go.mod'), 'utf8');
  const [, version, minor] = kubernetesVersion.exec(goMod) ?? [];
  if (!version || !minor)
    throw new Error('test/control-plane/go.mod names no version of k8s.io/kubernetes');
  const variable = (name: string, value: string) =>
    `-X k8s.io/component-base/version.${name}=${value}`;
  return [
    '-s -w',
    variable('gitVersion', version),
    variable('gitMajor', '1'),
    variable('gitMinor', minor),
  ].join(' ');
}
