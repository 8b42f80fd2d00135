/** For tests: a workspace on disk and a place outside of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Disk } from './disk.ts';

export interface DiskPlaces {
  readonly disk: Disk;
  /** The only root. */
  readonly inside: string;
  readonly outside: string;
  /** What was left out, with the folders as `IN` and `OUT`. */
  readonly said: string[];
  /** Writes a file below either folder and returns its path. */
  write(path: string, text?: string): string;
  /** Makes a named pipe. */
  pipe(path: string): string;
}

export function diskPlaces(): DiskPlaces {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'dpm-disk-')));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const [inside, outside] = [join(base, 'in'), join(base, 'out')];
  mkdirSync(inside);
  mkdirSync(outside);
  const said: string[] = [];
  const disk = new Disk(
    (sentence) => {
      said.push(sentence.replaceAll(inside, 'IN').replaceAll(outside, 'OUT'));
    },
    [inside],
  );
  return {
    disk,
    inside,
    outside,
    said,
    write(path, text = 'a: 1\n') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    },
    pipe(path) {
      execFileSync('mkfifo', [path]);
      return path;
    },
  };
}
