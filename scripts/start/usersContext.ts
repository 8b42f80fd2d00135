import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseDocument } from 'yaml';

export interface UsersContext {
  /** The file that names the context in use, else the first one of the user's kubeconfig. */
  readonly file: string;
  /** Absent where none is in use. */
  readonly name?: string;
}

/** What the user's own kubeconfig has in use; undefined where there is no kubeconfig. `own` is the user's KUBECONFIG. */
export function usersContext(own = process.env.KUBECONFIG): UsersContext | undefined {
  const listed = own?.split(delimiter).filter(Boolean) ?? [];
  const files = (listed.length > 0 ? listed : [join(homedir(), '.kube', 'config')]).filter((file) =>
    existsSync(file),
  );
  for (const file of files) {
    const name = parseDocument(readFileSync(file, 'utf8')).get('current-context');
    if (typeof name === 'string' && name !== '') return { file, name };
  }
  const [file] = files;
  return file === undefined ? undefined : { file };
}
