import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ControlPlane } from '../test/harness/controlPlane.ts';
import { installCrds } from '../test/harness/installCrds.ts';
import { crdsFromFolder } from './crdFromSchema.ts';

/** Where `npm run build` leaves the schemas. */
export const builtSchemas = fileURLToPath(new URL('../dist/schemas', import.meta.url));

/**
 * Makes a control plane serve every kind that the product brings a schema for and Kubernetes does not have, such as
 * SparkApplication, or those of the given API groups. Returns the names of the CRDs; undefined where the schemas are not
 * built.
 */
export async function installOwnKinds(
  controlPlane: Pick<ControlPlane, 'request'>,
  groups?: readonly string[],
): Promise<string[] | undefined> {
  if (!existsSync(join(builtSchemas, 'index.json'))) return undefined;
  const crds = crdsFromFolder(builtSchemas).filter(
    ({ spec }) => groups?.includes(spec.group) ?? true,
  );
  await installCrds(
    controlPlane,
    crds.map((crd) => JSON.stringify(crd)),
  );
  return crds.map(({ metadata }) => metadata.name);
}
