/** Classes and volumes of the workspace against each other: more than one default, volumes of a node whose class binds early. */
import { quote } from '../../formats/format.ts';
import type { KnownObject } from '../graph.ts';
import { folderOf } from '../siblings.ts';
import { classesFor, classesIn } from '../storage/around.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const severalDefaults: LinkedCode = {
  code: 'default-classes',
  severity: 'warning',
  summary: 'Several classes are the default one.',
};
export const localBoundEarly: LinkedCode = {
  code: 'local-volume-class',
  severity: 'warning',
  summary: 'A volume of one node has a class that binds claims before their pod has a node.',
};
export const unknownNode: LinkedCode = {
  code: 'volume-node-unknown',
  severity: 'information',
  summary: 'A volume is on a node that the workspace does not have among its nodes.',
};

export const classes: LinkedCheck = {
  codes: [severalDefaults, localBoundEarly, unknownNode],
  check(object, around, report) {
    if (!around.graph.isWhole) return;
    checkDefault(object, around, report);
    checkLocal(object, around, report);
    checkNode(object, around, report);
  },
};

function checkDefault(
  { uri, facts }: KnownObject,
  { graph }: Around,
  report: LinkedReporter,
): void {
  const { storage, name } = facts;
  if (storage?.of !== 'class' || !storage.isDefault) return;
  // Folders hold clusters: two files that lie apart are of two of them.
  const other = classesIn(graph).find(
    ({ object, facts: its }) =>
      its.isDefault && its.name !== name.text && folderOf(object.uri) === folderOf(uri),
  );
  if (other)
    report(
      severalDefaults,
      name.range,
      `class ${quote(other.facts.name)} is the default one, too: claims that name no class get the younger of both; leave the annotation at one`,
      { related: related(other.object) },
    );
}

function checkLocal({ uri, facts }: KnownObject, { graph }: Around, report: LinkedReporter): void {
  const { storage, name } = facts;
  if (storage?.of !== 'volume' || storage.source !== 'local' || storage.className === '') return;
  const place = storage.classRange ?? name.range;
  const known = classesFor(graph, { uri }).filter((each) => each.facts.name === storage.className);
  const early = known.find((each) => !each.facts.bindsLate);
  if (early)
    report(
      localBoundEarly,
      place,
      `class ${quote(storage.className)} binds claims before their pod has a node, so that the pod may have to run where it cannot: set volumeBindingMode: WaitForFirstConsumer in the class`,
      { related: related(early.object) },
    );
  else if (known.length === 0)
    report(
      localBoundEarly,
      place,
      `no file defines class ${quote(storage.className)}, and without an object of it claims are bound before their pod has a node: define it with volumeBindingMode: WaitForFirstConsumer`,
      { severity: 'information' },
    );
}

function checkNode({ facts }: KnownObject, { graph }: Around, report: LinkedReporter): void {
  const { storage, name } = facts;
  if (storage?.of !== 'volume') return;
  const nodes = [...graph.ofKind({ group: '', kind: 'Node' })].map(({ by }) => by.facts);
  const hosts = nodes.map((node) => node.labels[hostLabel] ?? node.name.text);
  const wanted = storage.nodeLabels[hostLabel];
  if (hosts.length === 0 || !wanted || wanted.some((host) => hosts.includes(host))) return;
  report(
    unknownNode,
    storage.nodeRange ?? name.range,
    `no node of this workspace is ${wanted.map(quote).join(' or ')}: it has ${hosts.slice(0, 5).map(quote).join(', ')}`,
  );
}

const hostLabel = 'kubernetes.io/hostname';
