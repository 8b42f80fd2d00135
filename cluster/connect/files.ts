/** Certificate and key files of a kubeconfig: whether one of them was replaced since it was read. */
import { stat } from 'node:fs/promises';
import { textAt } from '../values.ts';
import type { Place } from './entryValue.ts';

/** The files that the entries name for a connection. */
export function connectionFiles(cluster: Place, user: Place | undefined): string[] {
  return [
    textAt(cluster.value, 'certificate-authority'),
    textAt(user?.value, 'client-certificate'),
    textAt(user?.value, 'client-key'),
  ].filter((path) => path !== undefined);
}

/** Another text than before means that a file is another one, came or went. */
export async function stampOf(files: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    files.map(async (file) => {
      try {
        const { mtimeMs, size, ino } = await stat(file);
        return `${mtimeMs} ${size} ${ino}`;
      } catch {
        return 'none'; // told when it is read
      }
    }),
  );
  return stamps.join('; ');
}
