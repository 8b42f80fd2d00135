// Which clusters the window of `npm start` sees. At first none: KUBECONFIG names a file of our own without a context, so
// that nothing can be applied to the user's clusters by mistake. Then the cluster that we built, or, where it could not be
// built and only after a restart of the window, the user's own.
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface WindowKubeconfig {
  readonly path: string;
  /** What the server of the window is started with; see `environmentFromFile.ts`. */
  readonly env: NodeJS.ProcessEnv;
  /** The cluster of this kubeconfig text joins: the extension follows the file and shows it by itself. */
  join(text: string): Promise<void>;
  /** A window that is started from now on sees the user's own contexts. One that is open goes on without any. */
  leaveToUser(): Promise<void>;
}

const withoutContexts = `apiVersion: v1
kind: Config
current-context: ""
clusters: []
contexts: []
users: []
`;

/** `own` is the KUBECONFIG of the user, if there is one. */
export async function createWindowKubeconfig(
  folder: string,
  own = process.env.KUBECONFIG,
): Promise<WindowKubeconfig> {
  const path = join(folder, 'kubeconfig.yaml');
  const environmentFile = join(folder, 'environment.json');
  const start = (KUBECONFIG: string | null) =>
    replaceFile(environmentFile, JSON.stringify({ KUBECONFIG }));
  await replaceFile(path, withoutContexts);
  await start(path);
  return {
    path,
    env: { KUBECONFIG: path, DPM_ENVIRONMENT_FILE: environmentFile },
    join: (text) => replaceFile(path, text),
    leaveToUser: () => start(own || null),
  };
}

/** At once: nobody ever reads half of it. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
