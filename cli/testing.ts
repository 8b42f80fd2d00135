/** For tests: files on disk, and the program without a process around it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from './dpm.ts';
import type { Io } from './io.ts';

const repositoryRoot = join(import.meta.dirname, '..');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Folder {
  readonly path: string;
  write(name: string, text: string): string;
  /** Runs `dpm` in the folder. */
  dpm(args: readonly string[], more?: Partial<Io> & { readonly input?: string }): Promise<Ran>;
}

/** A folder with these files, which goes with the test. */
export function folderWith(files: Readonly<Record<string, string>> = {}): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'dpm-cli-')));
  onTestFinished(() => {
    rmSync(path, { recursive: true, force: true });
  });
  const write = (name: string, text: string): string => {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return {
    path,
    write,
    async dpm(args, { input = '', ...more } = {}) {
      const written = { out: '', err: '' };
      const outputTo = (name: 'out' | 'err') => ({
        isTerminal: false,
        write: (text: string) => {
          written[name] += text;
        },
      });
      const code = await run({
        args,
        cwd: path,
        env: {},
        out: outputTo('out'),
        err: outputTo('err'),
        version: '1.2.3',
        homepage: 'https://example.com',
        schemas: join(repositoryRoot, 'dist/schemas'),
        processors: 1,
        readInput: () => Promise.resolve(input),
        ...more,
      });
      return { code, ...written };
    },
  };
}

/** A ConfigMap with a field that there is not in line 5. */
export const wrong = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndat: {}\n';
export const right = wrong.replace('dat:', 'data:');
/** A Pod that the server takes, with a warning about its image. */
export const doubtful = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx-stable-alpine
`;
