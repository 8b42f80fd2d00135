/** Why nothing was copied, in words. */
import type { Failure, Result } from '../api.ts';
import { cancelled, errorCode, fail, presentable } from '../errors/errors.ts';
import { withoutPeriod } from '../errors/serverWords.ts';
import type { ContainerRef } from '../streamsApi.ts';
import { isNoProgram } from './exitStatus.ts';
import { whereOf } from './streamWords.ts';

/** What a program writes to its error output, as far as anybody reads. */
export class ErrorOutput {
  #words = '';

  readonly take = (bytes: Buffer): void => {
    if (this.#words.length < 4000) this.#words += bytes.toString('utf8');
  };

  get words(): string {
    return this.#words.trim();
  }
}

/** Nothing that `tar` could not read or write; a file that grew meanwhile is there as it was. */
const grew = /file changed as we read it|file removed before we read it/;

/** How `tar` has ended; undefined where all went well. */
export function tarFailure(
  end: Result<number>,
  words: string,
  where: ContainerRef,
  path: string,
): Failure | undefined {
  if (!end.ok) return isNoProgram(end.error) ? noTar(where) : end;
  if (end.value === 0 || (end.value === 1 && grew.test(words))) return undefined;
  if (end.value === 127) return noTar(where);
  if (/no such file or directory|cannot open: no such/i.test(words))
    return fail('not-found', `There is no ${path} in ${whereOf(where)}`);
  if (/permission denied|read-only file system|operation not permitted/i.test(words)) {
    return fail(
      'forbidden',
      `The user of ${whereOf(where)} may not read or write ${path}: ${withoutPeriod(presentable(words))}`,
    );
  }
  const said = withoutPeriod(presentable(words)) || `it ended with code ${end.value}`;
  return fail('server-error', `tar in ${whereOf(where)} could not copy ${path}: ${said}`);
}

function noTar(where: ContainerRef): Failure {
  return fail(
    'not-found',
    `The ${whereOf(where)} has no tar, which copying needs. Copy through a container that has it and mounts the same volume`,
  );
}

/** More was sent than is taken. */
export class TooMuch extends Error {}

/** What went wrong on this machine. */
export function localFailure(error: unknown, path: string, signal: AbortSignal): Failure {
  if (signal.aborted) return cancelled();
  if (error instanceof TooMuch) return fail('invalid', error.message);
  const code = errorCode(error) ?? '';
  const words = error instanceof Error ? error.message : '';
  const why = reasons[code] ?? reasons[words] ?? (code || words);
  return fail('invalid', `${path} could not be copied: ${why}`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on this machine',
  EACCES: 'you may not read or write there',
  EPERM: 'you may not read or write there',
  EROFS: 'nothing can be written there',
  ENOENT: 'it, or the folder for it, does not exist',
  EEXIST: 'a file of this name is there already',
  // Of the library that reads and writes archives.
  'Size mismatch': 'a file in it has changed meanwhile',
  'Unexpected end of data': 'what came was cut off',
  STREAM_DESTROYED: 'what came was cut off',
  ENAMETOOLONG: 'a name in it is longer than this system takes',
};
