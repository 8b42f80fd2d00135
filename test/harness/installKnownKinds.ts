// Makes a control plane serve kinds that the product knows: by the CRDs that the projects publish, so that the judge
// is not our own schema; by CRDs made of our schemas for the few that are not published or say nothing.
import { crdsFromFolder, type CustomResourceDefinition } from '../../scripts/crdFromSchema.ts';
import { kindsInText } from '../../scripts/cluster/sampleKinds.ts';
import { builtSchemas } from '../../scripts/installOwnKinds.ts';
import type { CrdFacts } from '../../tools/schemas/facts/facts.ts';
import type { ControlPlane } from './controlPlane.ts';
import { installCrds } from './installCrds.ts';
import { publishedCrd, publishedFacts } from './publishedCrds.ts';

/** Those of which the texts have an object: all of them would cost the server minutes and gigabytes. */
export async function installKnownKinds(
  controlPlane: Pick<ControlPlane, 'request'>,
  texts: readonly string[],
): Promise<void> {
  const used = new Set(texts.flatMap(kindsInText));
  const known = new Map(crdsFromFolder(builtSchemas).map((crd) => [crd.metadata.name, crd]));
  for (const facts of publishedFacts().filter((each) => !isOpaque(each))) {
    const crd = publishedCrd(facts);
    known.set(crd.metadata.name, crd);
  }
  const isUsed = ({ spec }: CustomResourceDefinition): boolean =>
    used.has(`${spec.group}/${(spec.names as { kind: string }).kind}`);
  await installCrds(
    controlPlane,
    [...known.values()].filter(isUsed).map((crd) => JSON.stringify(crd)),
  );
}

/**
 * Whether a CRD says nothing of the objects. Projects that publish such a one (Argo Workflows, Katib) have the controller
 * refuse what is wrong, or a full CRD beside it.
 */
function isOpaque({ versions }: CrdFacts): boolean {
  return versions.every(({ schema }) => !schema.properties?.spec?.properties);
}
