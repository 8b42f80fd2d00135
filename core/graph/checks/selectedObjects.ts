/** Selectors of objects by their labels: Services that a monitor reads, catalogs that a cluster has. */
import { quote } from '../../formats/format.ts';
import type { KindName, Selector } from '../facts.ts';
import type { KnownObject } from '../graph.ts';
import { hasLabels } from '../labels.ts';
import { isSameNamespace } from '../resolve.ts';
import {
  related,
  type Around,
  type LinkedCheck,
  type LinkedCode,
  type LinkedReporter,
} from './linked.ts';

export const selectorNoObjects: LinkedCode = {
  code: 'selector-no-objects',
  severity: 'warning',
  summary: 'A selector chooses none of the objects that the workspace has for it.',
};
export const selectedPort: LinkedCode = {
  code: 'selected-port-missing',
  severity: 'warning',
  summary: 'A monitor reads a port by a name that no Service has which it chooses.',
};
export const notSelected: LinkedCode = {
  code: 'catalog-not-selected',
  severity: 'warning',
  summary: 'No TrinoCluster of the namespace has this catalog.',
};

export const selectedObjects: LinkedCheck = {
  codes: [selectorNoObjects, selectedPort, notSelected],
  check(object, around, report) {
    if (!around.graph.isWhole) return;
    for (const selector of object.facts.selectors)
      if (selector.of !== 'pods') checkSelector(object, selector, selector.of, around, report);
    const { group, kind } = object.facts;
    if (group === 'trino.stackable.tech' && kind === 'TrinoCatalog')
      checkCatalog(object, around, report);
  },
};

function isChosen({ facts }: KnownObject, { labels }: Selector): boolean {
  return hasLabels(facts.labels, labels);
}

/** Objects of the kind where the selector looks, as they are written. */
function candidates({ facts }: KnownObject, kind: KindName, { graph }: Around): KnownObject[] {
  return [...graph.ofKind(kind)]
    .filter(({ isMade, namespace }) => !isMade && isSameNamespace(namespace, facts.namespace))
    .map(({ by }) => by);
}

function checkSelector(
  object: KnownObject,
  selector: Selector,
  of: KindName,
  around: Around,
  report: LinkedReporter,
): void {
  const all = candidates(object, of, around);
  const chosen = all.filter((each) => isChosen(each, selector));
  const [near] = all.filter(({ uri }) => uri === object.uri);
  // Objects of charts and operators stand in no manifest: those beside it are meant.
  if (chosen.length === 0 && near) {
    const labels = Object.entries(near.facts.labels).slice(0, 3);
    const has =
      labels.length === 0
        ? 'no labels'
        : labels.map(([key, value]) => `${key}: ${value}`).join(', ');
    report(
      selectorNoObjects,
      selector.range,
      `no ${of.kind} has these labels: ${quote(near.facts.name.text)} has ${has}`,
      { related: related(near) },
    );
  }
  const ports = new Set(chosen.flatMap(({ facts }) => facts.service?.ports ?? []));
  for (const port of chosen.length === 0 ? [] : selector.ports)
    if (!ports.has(port.text))
      report(
        selectedPort,
        port.range,
        `the Services that are chosen have no port ${quote(port.text)}: they have ${[...ports].map(quote).join(', ')}`,
        { related: chosen.slice(0, 3).flatMap(related) },
      );
}

/** No cluster in the namespace, and one in another that has it by its labels. */
function checkElsewhere(object: KnownObject, { graph }: Around, report: LinkedReporter): void {
  const clusters = [...graph.ofKind({ group: 'trino.stackable.tech', kind: 'TrinoCluster' })];
  const wanting = clusters.find(
    ({ by, isMade }) =>
      !isMade && by.facts.selectors.some((selector) => isChosen(object, selector)),
  );
  if (!wanting) return;
  report(
    notSelected,
    object.facts.name.range,
    `TrinoCluster ${quote(wanting.name)} has catalogs with these labels in its own namespace ${quote(wanting.namespace ?? '')} only: write the catalog for that one`,
    { related: related(wanting.by) },
  );
}

function checkCatalog(object: KnownObject, around: Around, report: LinkedReporter): void {
  const clusters = candidates(
    object,
    { group: 'trino.stackable.tech', kind: 'TrinoCluster' },
    around,
  );
  const [first] = clusters;
  if (!first) checkElsewhere(object, around, report);
  // One without a plain selector may choose everything, or by expressions.
  if (!first || clusters.some(({ facts }) => facts.selectors.length === 0)) return;
  if (clusters.some(({ facts }) => facts.selectors.some((selector) => isChosen(object, selector))))
    return;
  const [wanted] = first.facts.selectors;
  const labels = Object.entries(wanted?.labels ?? {})
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
  report(
    notSelected,
    object.facts.name.range,
    `TrinoCluster ${quote(first.facts.name.text)} has catalogs with the labels ${labels}, and this one has others: it stays unused`,
    { related: related(first) },
  );
}
