// Makes a control plane serve kinds that the product brings a schema for and Kubernetes does not have, such as
// SparkApplication.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ControlPlane } from '../test/harness/controlPlane.ts';
import { installCrds } from '../test/harness/installCrds.ts';
import type { Log } from '../test/harness/installStep.ts';
import type { KindEntry } from '../core/schema/schema.ts';
import { crdsFromFolder, ownKindsIn } from './crdFromSchema.ts';

/** Where `npm run build` leaves the schemas. */
export const builtSchemas = fileURLToPath(new URL('../dist/schemas', import.meta.url));

/** Receives how far it is; `signal` ends it. */
export interface Progress {
  log?: Log | undefined;
  signal?: AbortSignal | undefined;
}

/** The kinds that can be installed; undefined where the schemas are not built. */
export function ownKinds(): KindEntry[] | undefined {
  return hasSchemas() ? ownKindsIn(builtSchemas) : undefined;
}

/**
 * Installs all kinds of our own, or those of the given API groups. Returns the names of the CRDs; undefined where the
 * schemas are not built.
 */
export function installOwnKinds(
  controlPlane: Pick<ControlPlane, 'request'>,
  groups?: readonly string[],
): Promise<string[] | undefined> {
  return installKinds(controlPlane, ({ group }) => groups?.includes(group) ?? true);
}

/** How often a person is told how far it is. */
const everyMs = 2_000;

/** Installs those of our kinds that are wanted and says how far it is; otherwise as `installOwnKinds`. */
export async function installKinds(
  controlPlane: Pick<ControlPlane, 'request'>,
  wanted: (kind: KindEntry) => boolean,
  { log = () => undefined, signal }: Progress = {},
): Promise<string[] | undefined> {
  if (!hasSchemas()) return undefined;
  const startedAt = Date.now();
  const crds = crdsFromFolder(builtSchemas, wanted);
  log(`Installing ${String(crds.length)} kinds ...`);
  let saidAt = startedAt;
  const onServed = (served: number, all: number) => {
    if (served === all || Date.now() - saidAt < everyMs) return;
    saidAt = Date.now();
    log(`Installing kinds: ${String(served)} of ${String(all)}`);
  };
  const texts = crds.map((crd) => JSON.stringify(crd));
  await installCrds(controlPlane, texts, { onServed, signal });
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  log(`Installing kinds: all ${String(crds.length)} are served after ${String(seconds)} s`);
  return crds.map(({ metadata }) => metadata.name);
}

function hasSchemas(): boolean {
  return existsSync(join(builtSchemas, 'index.json'));
}
