// Makes a control plane serve every kind that the product knows: by the CRDs that the projects publish, where those are at
// hand, so that the judge is not our own schema; by CRDs made of our schemas for what remains.
import { crdsFromFolder } from '../../scripts/crdFromSchema.ts';
import { builtSchemas } from '../../scripts/installOwnKinds.ts';
import type { ControlPlane } from './controlPlane.ts';
import { installCrds } from './installCrds.ts';
import { upstreamCrds, type UpstreamCrd } from './upstreamCrds.ts';

export async function installKnownKinds(
  controlPlane: Pick<ControlPlane, 'request'>,
): Promise<void> {
  const known = new Map(crdsFromFolder(builtSchemas).map((crd) => [crd.metadata.name, crd]));
  const published = upstreamCrds().filter((crd) => known.has(crd.metadata.name) && !isOpaque(crd));
  for (const { metadata } of published) known.delete(metadata.name);
  const crds = [...published, ...known.values()];
  await installCrds(
    controlPlane,
    crds.map((crd) => JSON.stringify(crd)),
  );
}

/**
 * Whether a CRD says nothing of the objects. Projects that publish such a one (Argo Workflows, Katib) have the controller
 * refuse what is wrong, or a full CRD beside it.
 */
function isOpaque({ spec }: UpstreamCrd): boolean {
  const { versions } = spec as { versions?: { schema?: { openAPIV3Schema?: Shape } }[] };
  return (versions ?? []).every(({ schema }) => {
    const { spec: fields } = schema?.openAPIV3Schema?.properties ?? {};
    return !fields?.properties;
  });
}

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
}
