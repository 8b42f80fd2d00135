/** What the objects of a namespace ask for against its quotas and limit ranges. */
import { coresText, memoryText } from '../../formats/amountText.ts';
import { quote } from '../../formats/format.ts';
import type { ContainerFacts, LimitFacts, PodFacts, QuotaFacts } from '../facts.ts';
import type { Graph, KnownObject } from '../graph.ts';
import { claimsAskedBy, classesFor } from '../storage/around.ts';
import { related, type LinkedCheck, type LinkedCode, type LinkedReporter } from './linked.ts';
import { objectsOfNamespace, ofKindInNamespace, usedOf } from './namespaceUse.ts';

export const quotaExceeded: LinkedCode = {
  code: 'quota-exceeded',
  severity: 'warning',
  summary: 'The objects of a namespace ask for more than its quota allows.',
};
export const quotaNeedsRequest: LinkedCode = {
  code: 'quota-needs-request',
  severity: 'warning',
  summary:
    'A container does not say what it asks for, which a quota of its namespace wants to know.',
};
export const quotaClass: LinkedCode = {
  code: 'quota-class-missing',
  severity: 'information',
  summary: 'A quota is for a class that the workspace does not have among its classes.',
};
export const limitExceeded: LinkedCode = {
  code: 'limit-range-exceeded',
  severity: 'warning',
  summary:
    'A container or a claim asks for more or less than a limit range of its namespace allows.',
};

export const quotas: LinkedCheck = {
  codes: [quotaExceeded, quotaNeedsRequest, quotaClass, limitExceeded],
  check(object, { graph }, report) {
    const { quota } = object.facts;
    if (quota) checkQuota(object, quota, graph, report);
    if (object.facts.pods.length === 0 && !object.facts.storage) return;
    for (const each of ofKindInNamespace(graph, quotaKind, object))
      if (each.facts.quota) checkRequests(object, each, graph, report);
    for (const range of ofKindInNamespace(graph, limitKind, object))
      for (const limit of range.facts.limits ?? []) checkLimit(object, range, limit, report);
  },
};

const quotaKind = { group: '', kind: 'ResourceQuota' };
const limitKind = { group: '', kind: 'LimitRange' };

const perClass = '.storageclass.storage.k8s.io/';

function checkQuota(
  object: KnownObject,
  quota: QuotaFacts,
  graph: Graph,
  report: LinkedReporter,
): void {
  const classes = classesFor(graph, object).map(({ facts }) => facts.name);
  const users = quota.isScoped ? [] : objectsOfNamespace(graph, object);
  for (const { resource, amount, written } of quota.hard) {
    const end = resource.text.indexOf(perClass);
    const name = resource.text.slice(0, Math.max(0, end));
    if (end > 0 && classes.length > 0 && !classes.includes(name))
      report(
        quotaClass,
        resource.range,
        `no file of this workspace defines a StorageClass ${quote(name)}: it has ${classes.slice(0, 5).map(quote).join(', ')}`,
      );
    const asking = users.flatMap((each) => {
      const used = usedOf(each, resource.text);
      return used > 0 ? [{ each, used }] : [];
    });
    const sum = asking.reduce((total, { used }) => total + used, 0);
    if (asking.length > 0 && sum > amount)
      report(
        quotaExceeded,
        written.range,
        `the objects of this workspace ask for ${shown(sum, resource.text)} of ${resource.text} together, and the quota allows ${written.text}: the last of them are refused`,
        { related: asking.slice(0, 5).flatMap(({ each }) => related(each)) },
      );
  }
}

/** Bytes in the unit that people write them in. */
function shown(amount: number, resource: string): string {
  return /(memory|storage)$/.test(resource) ? memoryText(amount) : coresText(amount);
}

/** What a quota counts has to be said by every container, or by the defaults of a limit range. */
function checkRequests(
  object: KnownObject,
  quota: KnownObject,
  graph: Graph,
  report: LinkedReporter,
): void {
  const facts = quota.facts.quota;
  // What operators make of a resource has requests that nobody wrote.
  if (!facts || facts.isScoped || !['', 'apps', 'batch'].includes(object.facts.group)) return;
  const defaults = new Set(
    ofKindInNamespace(graph, limitKind, object)
      .flatMap(({ facts: { limits } }) => limits ?? [])
      .filter(({ type }) => type === 'Container')
      .flatMap((limit) => limit.defaults),
  );
  for (const { resource } of facts.hard) {
    const [, side = 'requests', what = ''] =
      /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(resource.text) ?? [];
    if (what === '' || defaults.has(what)) continue;
    for (const pod of object.facts.pods)
      for (const container of pod.containers)
        if (!(what in container.limits) && (side === 'limits' || !(what in container.requests)))
          report(
            quotaNeedsRequest,
            container.range,
            `quota ${quote(quota.facts.name.text)} counts ${resource.text}, and container ${quote(container.name)} does not say how much it ${side === 'limits' ? 'may use' : 'asks for'}: its pods are refused; set resources.${side}.${what}`,
            { related: related(quota) },
          );
  }
}

function checkLimit(
  object: KnownObject,
  range: KnownObject,
  limit: LimitFacts,
  report: LinkedReporter,
): void {
  const more = { related: related(range) };
  if (limit.type === 'PersistentVolumeClaim')
    for (const { claim, name } of claimsAskedBy(object)) {
      const why = outside({ storage: claim.request ?? 0 }, {}, limit);
      if (claim.request !== undefined && why)
        report(
          limitExceeded,
          claim.requestText?.range ?? name.range,
          `the claim ${why}: it is refused`,
          more,
        );
    }
  if (limit.type === 'Container')
    for (const pod of object.facts.pods)
      for (const container of pod.containers) {
        const why = outside(container.requests, container.limits, limit);
        if (why)
          report(
            limitExceeded,
            container.range,
            `container ${quote(container.name)} ${why}: its pods are refused`,
            more,
          );
      }
  if (limit.type === 'Pod')
    for (const pod of object.facts.pods) {
      const why = outside(summed(pod, 'requests'), summed(pod, 'limits'), limit);
      const place = pod.containers[0]?.range;
      if (why && place)
        report(limitExceeded, place, `the containers of a pod together: one ${why}`, more);
    }
}

function summed({ containers }: PodFacts, side: 'requests' | 'limits'): ContainerFacts['requests'] {
  const sums: Record<string, number> = {};
  for (const container of containers)
    for (const [key, value] of Object.entries(container.isInitial ? {} : container[side]))
      sums[key] = (sums[key] ?? 0) + value;
  return sums;
}

/** In words what is outside of a limit; undefined where all is within. */
function outside(
  requests: ContainerFacts['requests'],
  limits: ContainerFacts['requests'],
  { min, max }: LimitFacts,
): string | undefined {
  for (const [key, most] of Object.entries(max)) {
    const value = Math.max(limits[key] ?? 0, requests[key] ?? 0);
    if (value > most)
      return `asks for ${shown(value, key)} of ${key}, and at most ${shown(most, key)} is allowed`;
  }
  for (const [key, least] of Object.entries(min)) {
    const value = requests[key] ?? limits[key];
    if (value !== undefined && value < least)
      return `asks for ${shown(value, key)} of ${key}, and at least ${shown(least, key)} is wanted`;
  }
  return undefined;
}
