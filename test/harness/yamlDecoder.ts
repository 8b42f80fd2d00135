// The decoder of kubectl and the API server as a program: what it accepts, refuses and makes of a text.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { controlPlaneModule } from './buildControlPlane.ts';
import { cacheFolder } from './cacheFolder.ts';
import { withFileLock } from './fileLock.ts';
import { findGo, goEnvironment } from './goToolchain.ts';
import { runStep, type Ensured, type Log } from './installStep.ts';

/** What the decoder says of a text. */
export interface Decoded {
  /** Objects as kubectl passes them on. */
  readonly documents: readonly unknown[];
  /** Why kubectl stops. */
  readonly error?: string;
  /** Keys that stand twice, which the API server refuses. */
  readonly strict?: string;
  /** Something is left out without a word. */
  readonly dropped?: boolean;
}

const sources = ['go.mod', 'go.sum', 'yamldecoder/main.go'];

/** The program, built beside the control plane if the cache does not hold it. */
export async function ensureYamlDecoder(log: Log): Promise<Ensured<{ program: string }>> {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(await readFile(join(controlPlaneModule, source)));
  const key = `${hash.digest('hex').slice(0, 16)}-${process.platform}-${process.arch}`;
  const program = join(cacheFolder('yaml-decoder', key), 'yamldecoder');
  if (existsSync(program)) return { ok: true, program };
  await mkdir(dirname(dirname(program)), { recursive: true });
  const onWait = () => {
    log('Another run is building the YAML decoder: waiting for it ...');
  };
  return withFileLock({ path: `${dirname(program)}.lock`, onWait }, async () => {
    if (existsSync(program)) return { ok: true, program };
    const go = await findGo(log);
    if (!go.ok) return go;
    const folder = await mkdtemp(`${dirname(program)}.building-`);
    try {
      const built = await runStep(
        {
          what: `YAML decoder: building with ${go.version}, once`,
          command: go.go,
          args: ['build', '-trimpath', '-buildvcs=false', '-o', `${folder}/`, './yamldecoder'],
          cwd: controlPlaneModule,
          env: goEnvironment(),
          expectedSeconds: 30,
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

/** What the decoder says of each text, in their order. */
export async function decodeAll(program: string, texts: readonly string[]): Promise<Decoded[]> {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  const code = await ended;
  if (code !== 0) throw new Error(`the YAML decoder ended with ${String(code)}`);
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Decoded);
}
