/** Parts of objects that others name: templates of a WorkflowTemplate, listeners of a Gateway, subsets of a host of Istio. */
import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import type { NamedPart, Reference } from '../facts.ts';
import type { Declared, Graph } from '../graph.ts';
import { hostKind } from '../parts.ts';
import { resolve } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode, type LinkedReporter } from './linked.ts';

export const templateMissing: LinkedCode = {
  code: 'argo-template-missing',
  severity: 'error',
  summary: 'A step or task calls a template that the WorkflowTemplate does not have.',
};

export const subsetMissing: LinkedCode = {
  code: 'istio-subset-missing',
  severity: 'warning',
  summary: 'A route leads to a subset that no DestinationRule for the host has.',
};

export const listenerMissing: LinkedCode = {
  code: 'gateway-listener-missing',
  severity: 'warning',
  summary: 'A route names a listener or a port that its Gateway does not have.',
};

export const parts: LinkedCheck = {
  codes: [templateMissing, subsetMissing, listenerMissing],
  check({ facts }, { graph, isNamespaced }, report) {
    for (const reference of facts.references) {
      if (!reference.parts || !graph.isWhole) continue;
      const { targets } = resolve(graph, facts, reference, isNamespaced(reference) !== false);
      for (const part of reference.parts) checkPart(reference, part, targets, graph, report);
    }
  },
};

/** How a part that is not there is told, by the field that names it. */
const told: ReadonlyMap<string, { readonly code: LinkedCode; readonly word: string }> = new Map([
  ['template', { code: templateMissing, word: 'template' }],
  ['subset', { code: subsetMissing, word: 'subset' }],
  ['sectionName', { code: listenerMissing, word: 'listener' }],
  ['port', { code: listenerMissing, word: 'listener on port' }],
]);

function checkPart(
  reference: Reference,
  part: NamedPart,
  targets: readonly Declared[],
  graph: Graph,
  report: LinkedReporter,
): void {
  const words = told.get(part.field);
  if (!words) return;
  const whose = nameOf(reference);
  const written = (text: string): string => (part.field === 'port' ? text : quote(text));
  const what = `${words.word} ${written(part.text)}`;
  if (targets.length === 0) {
    if (isHost(reference) && !hasWildcards(graph))
      report(
        words.code,
        part.range,
        `no file of this workspace defines a DestinationRule for ${whose}, which says what the ${what} is: without one the route answers 503`,
        { severity: 'hint' },
      );
    return;
  }
  // Of several with the name, and of those for one host, one may have it.
  const lists = targets.map(({ by, isMade }) =>
    isMade && !isHost(reference) ? undefined : by.facts.parts?.[part.field],
  );
  if (lists.includes(undefined)) return;
  const has = [...new Set(lists.flatMap((list = []) => list.map(({ text }) => text)))];
  if (has.includes(part.text)) return;
  const guess = nearest(part.text, has);
  const there =
    has.length === 0 ? 'it has none' : `it has ${has.slice(0, 5).map(written).join(', ')}`;
  const advice = guess === undefined ? there : `write ${guess}`;
  report(words.code, part.range, `${whose} has no ${what}: ${advice}`, {
    related: related(targets[0]?.by),
    ...(guess !== undefined && {
      fix: { title: `Change to ${guess}`, range: part.range, newText: guess },
    }),
  });
}

function nameOf(reference: Reference): string {
  const { kind, name } = reference;
  return isHost(reference) ? `host ${quote(name.text)}` : `${kind} ${quote(name.text)}`;
}

function isHost({ group, kind }: Reference): boolean {
  return group === hostKind.group && kind === hostKind.kind;
}

/** Whether a DestinationRule is for all hosts below a domain. */
function hasWildcards(graph: Graph): boolean {
  for (const { name } of graph.ofKind(hostKind)) if (name.startsWith('*')) return true;
  return false;
}
