// `npm run cluster`: a throw-away Kubernetes for a person, until Ctrl-C.
import { ensureControlPlane, startControlPlane } from '../test/harness/controlPlane.ts';
import type { ControlPlane } from '../test/harness/controlPlane.ts';
import { installOwnKinds } from './installOwnKinds.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const build = await ensureControlPlane({ log: say });
if (!build.ok) {
  say(`No local cluster: ${build.reason}`);
  process.exit(1);
}
// Listened for from here on: a signal during the start must end what runs by then.
const asked = askedToStop();
const controlPlane = await startControlPlane({ nodes: 2, log: say });
await Promise.race([present(controlPlane), asked]);
await asked;
await controlPlane.stop();
say('Stopped.');
process.exit(0);

async function present({ url, kubeconfigPath, request }: ControlPlane): Promise<void> {
  const kinds = await installOwnKinds({ request });
  say(
    kinds
      ? `Installed: ${kinds.join(', ') || 'no further kinds, the schemas name none'}`
      : 'The schemas are not built (npm run build does it): kinds such as SparkApplication are left out.',
  );
  say(`Kubernetes at ${url}, with two simulated nodes. Its kubeconfig:`);
  say(`  export KUBECONFIG=${kubeconfigPath}`);
  say('It lives until Ctrl-C; nothing of it is kept.');
}

/** Resolves at a signal, or when the program that started us is gone. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        resolve();
      });
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, 1000);
  });
}
