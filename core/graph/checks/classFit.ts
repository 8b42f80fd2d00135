/** What claims ask of the provisioner of their class: modes, sizes, growth, what becomes of the data. */
import { quote } from '../../formats/format.ts';
import { backendOf, type Backend } from '../../storage/backends.ts';
import { namesData } from '../../storage/databases.ts';
import type { ClaimFacts, ClaimTemplate, Named } from '../facts.ts';
import type { KnownObject } from '../graph.ts';
import { claimOf, classOf, type Known } from '../storage/around.ts';
import { makesVolumes, type ClaimToBind, type NamedClass } from '../storage/binding.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const modeUnsupported: LinkedCode = {
  code: 'claim-mode-unsupported',
  severity: 'warning',
  summary: 'A claim asks for an access mode that the volumes of its class do not have.',
};
export const blockUnsupported: LinkedCode = {
  code: 'claim-block-unsupported',
  severity: 'warning',
  summary: 'A claim asks for a device, and its class makes directories of a file server.',
};
export const belowLeast: LinkedCode = {
  code: 'claim-below-least',
  severity: 'information',
  summary: 'A claim asks for less than the least size of a volume of its class.',
};
export const cannotGrow: LinkedCode = {
  code: 'class-without-expansion',
  severity: 'information',
  summary: 'The claims of a database have a class that does not let them grow.',
};
export const deletesData: LinkedCode = {
  code: 'class-deletes-data',
  severity: 'warning',
  summary: 'The volume of a database is deleted with its claim, as its class says so.',
};

export const classFit: LinkedCheck = {
  codes: [modeUnsupported, blockUnsupported, belowLeast, cannotGrow, deletesData],
  check(object, around, report) {
    const own = claimOf(object);
    const { name, pods } = object.facts;
    if (own)
      checkClaim({ object, claim: own, name, isOfDatabase: namesData(name.text) }, around, report);
    for (const { templates } of pods)
      for (const template of templates) {
        const claim = { ...template.claim, uri: object.uri };
        const { name } = template;
        checkClaim({ object, claim, name, isOfDatabase: isOfDatabase(template) }, around, report);
      }
  },
};

function isOfDatabase({ dataPath }: ClaimTemplate): boolean {
  return dataPath !== undefined;
}

interface Asking {
  readonly object: KnownObject;
  readonly claim: ClaimFacts & Pick<ClaimToBind, 'uri'>;
  readonly name: Named;
  readonly isOfDatabase: boolean;
}

function checkClaim(asking: Asking, { graph }: Around, report: LinkedReporter): void {
  const storageClass = classOf(graph, asking.claim);
  if (!storageClass || asking.claim.volumeName) return;
  const backend = backendOf(storageClass.facts.provisioner);
  if (backend) checkBackend(asking, storageClass, backend, report);
  if (asking.isOfDatabase && makesVolumes(storageClass.facts))
    checkData(asking, storageClass, report);
}

function checkBackend(
  { claim, name }: Asking,
  storageClass: Known<NamedClass>,
  backend: Backend,
  report: LinkedReporter,
): void {
  const more = { related: related(storageClass.object) };
  const of = `${backend.title}, of which class ${quote(storageClass.facts.name)} is,`;
  const isBlock = claim.volumeMode === 'Block';
  const modes = isBlock ? backend.blockModes : backend.modes;
  if (!modes) {
    report(
      blockUnsupported,
      claim.volumeModeRange ?? name.range,
      `${of} makes no devices: the claim stays Pending with volumeMode Block`,
      more,
    );
    return;
  }
  const missing = claim.modes.filter((mode) => !modes.includes(mode));
  if (missing.length > 0)
    report(
      modeUnsupported,
      claim.modesRange ?? name.range,
      `${of} makes no ${isBlock ? 'devices' : 'volumes'} that are ${missing.join(', ')}: ${missing.includes('ReadWriteMany') ? 'use a class of a file server, or ReadWriteOnce' : `it has ${modes.join(', ')}`}`,
      more,
    );
  const { least } = backend;
  const kind = least && (storageClass.facts.parameters[least.parameter] ?? '');
  const size =
    kind !== undefined && Object.hasOwn(least?.sizes ?? {}, kind) ? least?.sizes[kind] : undefined;
  if (size !== undefined && claim.request !== undefined && claim.request < size)
    report(
      belowLeast,
      claim.requestText?.range ?? name.range,
      `the least volume of ${backend.title}${kind === '' ? '' : ` of type ${quote(kind ?? '')}`} has ${size / 2 ** 30}Gi: a smaller claim gets as much, or fails`,
      more,
    );
}

function checkData(
  { claim, name }: Asking,
  { object, facts }: Known<NamedClass>,
  report: LinkedReporter,
): void {
  const place = claim.classRange ?? name.range;
  const more = { related: related(object) };
  if (facts.reclaimPolicy === 'Delete')
    report(
      deletesData,
      place,
      `class ${quote(facts.name)} deletes the volume with its claim, and with it the data of a database: use a class with reclaimPolicy: Retain`,
      { ...more, severity: facts.saysReclaimPolicy ? 'warning' : 'information' },
    );
  if (!facts.mayExpand)
    report(
      cannotGrow,
      place,
      `class ${quote(facts.name)} does not let claims grow, and a database grows: set allowVolumeExpansion: true in the class`,
      more,
    );
}
