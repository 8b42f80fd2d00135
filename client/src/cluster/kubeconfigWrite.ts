/** Writes `current-context` into a kubeconfig file and leaves every other character as it was. */
import { open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isMap, isScalar, parseDocument, stringify } from 'yaml';
import type { Result } from './api.ts';
import { errorCode, fail } from './errors.ts';

/** Returns the file written. Atomic, keeps the mode, and honours the lock file that kubectl uses. */
export async function writeCurrentContextInto(
  file: string,
  contextName: string,
): Promise<Result<string>> {
  const target = await realpath(file).catch(() => file);
  const lock = `${target}.lock`;
  if (!(await takeLock(lock))) {
    return fail(
      'conflict',
      `Another program is writing ${file} (${lock} exists). Try again, or remove the lock file if nothing else runs`,
    );
  }
  try {
    const text = await readFile(target, 'utf8');
    const changed = withCurrentContext(text, contextName);
    if (changed === undefined) {
      return fail(
        'kubeconfig-broken',
        `The kubeconfig file ${file} is not valid YAML; nothing was written`,
      );
    }
    if (changed !== text) await replaceFile(target, changed);
    return { ok: true, value: file };
  } catch (error) {
    return fail(
      'kubeconfig-broken',
      `The kubeconfig file ${file} could not be written (${errorCode(error) ?? 'unknown reason'})`,
    );
  } finally {
    await rm(lock, { force: true });
  }
}

/** The text with `current-context` set; undefined where the text is no kubeconfig. */
export function withCurrentContext(text: string, contextName: string): string | undefined {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length) return undefined;
  const root = document.contents;
  if (root !== null && !isMap(root)) return undefined;
  const value = stringify(contextName, { lineWidth: 0 }).trimEnd();
  const pair = root?.items.find(
    (item) => isScalar(item.key) && item.key.value === 'current-context',
  );
  const range = isScalar(pair?.value) ? pair.value.range : undefined;
  if (range && range[1] > range[0]) {
    const inFlow = root?.flow === true;
    const written = inFlow ? JSON.stringify(contextName) : value;
    return text.slice(0, range[0]) + written + text.slice(range[1]);
  }
  if (pair || root?.flow) {
    document.set('current-context', contextName);
    return document.toString({ lineWidth: 0 });
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const end = text === '' || text.endsWith('\n') ? '' : newline;
  return `${text}${end}current-context: ${value}${newline}`;
}

async function takeLock(lock: string): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      await (await open(lock, 'wx', 0o600)).close();
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') return true; // the write itself will say what is wrong
      await delay(100);
    }
  }
  return false;
}

async function replaceFile(file: string, text: string): Promise<void> {
  const { mode } = await stat(file);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { mode: mode & 0o777, flush: true });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
