/** Where the program of a credential plugin lies: looked up as kubectl does, on the `PATH` that we run with ourselves. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

export type FoundCommand =
  | { readonly how: 'found'; readonly path: string }
  | { readonly how: 'missing' }
  | { readonly how: 'not-executable' };

/** A command with a path in it is taken as it is: the kubeconfig's reader has made it absolute. */
export async function findCommand(
  command: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Promise<FoundCommand> {
  const endings = platform === 'win32' ? windowsEndings(command, env) : [''];
  if (isAbsolute(command) || command.includes('/')) return firstOf([command], endings);
  // Go takes no program out of a folder that depends on where it was started, and neither do we.
  const folders = (variable(env, 'PATH', platform) ?? '').split(delimiter).filter(isAbsolute);
  const found = await firstOf(
    folders.map((folder) => join(folder, command)),
    endings,
  );
  return found.how === 'found' ? found : { how: 'missing' };
}

async function firstOf(
  places: readonly string[],
  endings: readonly string[],
): Promise<FoundCommand> {
  let isThere = false;
  for (const place of places) {
    for (const ending of endings) {
      const path = place + ending;
      const isFile = await stat(path).then(
        (found) => found.isFile(),
        () => false,
      );
      if (!isFile) continue;
      isThere = true;
      const mayRun = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (mayRun) return { how: 'found', path };
    }
  }
  return { how: isThere ? 'not-executable' : 'missing' };
}

/** Windows finds a program without its ending; one that is written is tried first. */
function windowsEndings(command: string, env: NodeJS.ProcessEnv): string[] {
  const known = (variable(env, 'PATHEXT', 'win32') ?? '.COM;.EXE;.BAT;.CMD')
    .toLowerCase()
    .split(';')
    .filter((ending) => ending !== '');
  return known.some((ending) => command.toLowerCase().endsWith(ending)) ? ['', ...known] : known;
}

/** Windows does not tell `Path` from `PATH`. */
function variable(
  env: NodeJS.ProcessEnv,
  name: string,
  platform: NodeJS.Platform,
): string | undefined {
  if (platform !== 'win32') return env[name];
  const key = Object.keys(env).find((one) => one.toUpperCase() === name);
  return key === undefined ? undefined : env[key];
}
