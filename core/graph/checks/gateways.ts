/** Routes and listeners of the Gateway API: whether a Gateway takes a route, and whether another namespace lets itself be named. */
import { quote } from '../../formats/format.ts';
import type { KindName, ListenerFacts, ObjectFacts, Reference } from '../facts.ts';
import { gatewayGroup } from '../gatewayFacts.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { resolve } from '../resolve.ts';
import { related, type LinkedCheck, type LinkedCode, type LinkedReporter } from './linked.ts';

export const routeNamespace: LinkedCode = {
  code: 'gateway-route-namespace',
  severity: 'warning',
  summary: 'A route is in another namespace than its Gateway, which takes none from there.',
};

export const routeHost: LinkedCode = {
  code: 'gateway-route-host',
  severity: 'warning',
  summary: 'A host of a route is one that no listener of its Gateway is for.',
};

export const grantMissing: LinkedCode = {
  code: 'gateway-grant-missing',
  severity: 'warning',
  summary:
    'A Secret or Service of another namespace is named, and no ReferenceGrant there allows it.',
};

export const gateways: LinkedCheck = {
  codes: [routeNamespace, routeHost, grantMissing],
  check(object, { graph }, report) {
    const { facts } = object;
    if (facts.group !== gatewayGroup || !graph.isWhole) return;
    for (const reference of facts.references) {
      if (isOf(reference, gatewayGroup, 'Gateway')) checkRoute(facts, reference, graph, report);
      else checkGrant(facts, reference, graph, report);
    }
  },
};

function isOf(reference: Reference, group: string, kind: string): boolean {
  return reference.group === group && reference.kind === kind;
}

function checkRoute(
  facts: ObjectFacts,
  reference: Reference,
  graph: Graph,
  report: LinkedReporter,
): void {
  if (!facts.kind.endsWith('Route')) return;
  const { targets } = resolve(graph, facts, reference, true);
  const [target, ...others] = targets;
  const listeners = target?.isMade === false ? target.by.facts.listeners : undefined;
  if (!target || !listeners || others.length > 0) return;
  const meant = listeners.filter((listener) => isMeant(listener, reference));
  // That the Gateway has no such listener is told otherwise.
  if (meant.length === 0) return;
  const near = target.namespace;
  const own = facts.namespace;
  const isAway = near !== undefined && own !== undefined && near !== own;
  const gateway = `Gateway ${quote(reference.name.text)}`;
  const more = { related: related(target.by) };
  if (isAway && meant.every(({ from }) => from === 'Same')) {
    const message = `${gateway} takes routes of its own namespace ${quote(near)} alone: write "allowedRoutes: { namespaces: { from: All } }" at its listener, or a selector for namespace ${quote(own)}`;
    report(routeNamespace, reference.name.range, message, more);
  }
  checkHosts({ facts, meant, gateway, target: target.by }, report);
}

function isMeant({ name, port }: ListenerFacts, { parts = [] }: Reference): boolean {
  return parts.every(({ field, text }) => text === (field === 'port' ? port : name));
}

interface Hosts {
  readonly facts: ObjectFacts;
  readonly meant: readonly ListenerFacts[];
  readonly gateway: string;
  readonly target: KnownObject;
}

/** A route is taken with those of its hosts that fit, so that all of them have to be others. */
function checkHosts({ facts, meant, gateway, target }: Hosts, report: LinkedReporter): void {
  const { hostnames = [] } = facts;
  const theirs = meant.flatMap(({ hostname }) => hostname ?? []);
  const [first] = hostnames;
  if (!first || theirs.length < meant.length) return;
  if (hostnames.some(({ text }) => theirs.some((host) => haveCommon(text, host)))) return;
  const which = [...new Set(theirs)].slice(0, 5).map(quote).join(', ');
  report(
    routeHost,
    first.range,
    `the listeners of ${gateway} are for ${which} alone, so it does not take this route: write a host of theirs`,
    { related: related(target) },
  );
}

/** Whether two names of hosts, each perhaps with `*.` in front, stand for a common one. */
function haveCommon(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || isBelow(a, b) || isBelow(b, a);
}

function isBelow(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') && host.endsWith(pattern.slice(1));
}

function checkGrant(
  facts: ObjectFacts,
  reference: Reference,
  graph: Graph,
  report: LinkedReporter,
): void {
  const { namespace, kind, name } = reference;
  const isNamed = reference.group === '' && granted.has(kind) && !reference.isInText;
  if (!isNamed || namespace === undefined || facts.namespace === undefined) return;
  if (namespace === facts.namespace) return;
  const target = graph.named(reference, name.text).find((each) => each.namespace === namespace);
  // What is not here comes with its grants from elsewhere.
  if (!target || allows(graph, facts, reference, namespace)) return;
  report(
    grantMissing,
    name.range,
    `${kind} ${quote(name.text)} is in namespace ${quote(namespace)}, and no ReferenceGrant there lets ${facts.kind} objects of namespace ${quote(facts.namespace)} name it: add one to namespace ${quote(namespace)}`,
    { related: related(target.by) },
  );
}

const granted: ReadonlySet<string> = new Set(['Secret', 'Service', 'ConfigMap']);

function allows(
  graph: Graph,
  facts: ObjectFacts,
  reference: Reference,
  namespace: string,
): boolean {
  const isSame = (one: KindName, other: KindName) =>
    one.group === other.group && one.kind === other.kind;
  for (const { by, namespace: its } of graph.ofKind(grantKind)) {
    if (its !== undefined && its !== namespace) continue;
    const { grants } = by.facts;
    // One that is filled in may allow it.
    if (!grants) return true;
    const { from, to } = grants;
    const isFrom = from.some((each) => isSame(each, facts) && each.namespace === facts.namespace);
    const isTo = to.some(
      (each) =>
        isSame(each, reference) && (each.name ?? reference.name.text) === reference.name.text,
    );
    if (isFrom && isTo) return true;
  }
  return false;
}

const grantKind: KindName = { group: gatewayGroup, kind: 'ReferenceGrant' };
