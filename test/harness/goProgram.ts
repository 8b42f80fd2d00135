// A small program of the Go module in test/control-plane, built by itself and kept in the cache folder.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { controlPlaneModule } from './buildControlPlane.ts';
import { cacheFolder } from './cacheFolder.ts';
import { withFileLock } from './fileLock.ts';
import { findGo, goEnvironment } from './goToolchain.ts';
import { runStep, type Ensured, type Log } from './installStep.ts';

export interface GoProgram {
  /** Its folder in the module, and the name of what is built. */
  readonly name: string;
  /** Of its folder in the cache. */
  readonly cacheName: string;
  /** For the lines that a person reads. */
  readonly title: string;
  /** What else than its `main.go` it is made of, from the module's folder on. */
  readonly sources?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** The program, built if the cache does not hold it. */
export async function ensureGoProgram(
  { name, cacheName, title, sources = [], signal }: GoProgram,
  log: Log,
): Promise<Ensured<{ program: string }>> {
  const hash = createHash('sha256');
  for (const source of ['go.mod', 'go.sum', `${name}/main.go`, ...sources])
    hash.update(await readFile(join(controlPlaneModule, source)));
  const key = `${hash.digest('hex').slice(0, 16)}-${process.platform}-${process.arch}`;
  const program = join(cacheFolder(cacheName, key), name);
  if (existsSync(program)) return { ok: true, program };
  await mkdir(dirname(dirname(program)), { recursive: true });
  const onWait = () => {
    log(`Another run is building the ${title}: waiting for it ...`);
  };
  return withFileLock({ path: `${dirname(program)}.lock`, onWait, signal }, async () => {
    if (existsSync(program)) return { ok: true, program };
    const go = await findGo(log, signal);
    if (!go.ok) return go;
    const folder = await mkdtemp(`${dirname(program)}.building-`);
    try {
      const built = await runStep(
        {
          what: `${title}: building with ${go.version}, once`,
          command: go.go,
          args: ['build', '-trimpath', '-buildvcs=false', '-o', `${folder}/`, `./${name}`],
          cwd: controlPlaneModule,
          env: goEnvironment(),
          expectedSeconds: 30,
          signal,
        },
        log,
      );
      if (!built.ok) return built;
      await rename(folder, dirname(program));
      return { ok: true, program };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
