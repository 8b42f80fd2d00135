/** Which namespaces the operator of a chart looks at, by the values that a release or a file gives it. */
import { dnsLabel } from '../formats/names.ts';
import type { ChartEntry, ChartWatches } from '../helm/chart.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { at, isNull, isTrue, items, text, type Node } from '../yaml/node.ts';
import type { WatchFacts } from '../graph/facts.ts';
import { sparkSwitches } from '../graph/sparkSwitches.ts';

/** `namespace`: of the operator itself, where the release says it. Undefined for a chart that is no operator. */
export function watchFacts(
  { title, watches }: ChartEntry,
  values: Node,
  namespace: string | undefined,
  document: ManifestDocument,
): WatchFacts | undefined {
  if (!watches) return undefined;
  const list = at(values, watches.namespaces.split('.'));
  const namespaces = namespacesOf(watches, list, values, namespace);
  const switches = sparkSwitches(watches.kinds, values, document);
  return {
    operator: title.replace(/ chart$/, ''),
    kinds: watches.kinds,
    field: watches.namespaces,
    ...(namespaces && { namespaces }),
    ...(list && { listRange: document.rangeOf(list.span) }),
    ...(switches.length > 0 && { switches }),
  };
}

/** Undefined: all, or not known. */
function namespacesOf(
  { byDefault, hasOwn, more }: ChartWatches,
  list: Node | undefined,
  values: Node,
  own: string | undefined,
): readonly string[] | undefined {
  const adds = more === undefined ? undefined : at(values, more.split('.'));
  if (adds && (adds.type !== 'scalar' || isTrue(adds) || text(adds))) return undefined;
  if (hasOwn && own === undefined) return undefined;
  const written = list && namesIn(list);
  if (list && !written) return undefined;
  const named = written && written.length > 0 ? written : byDefault;
  if (!named || named.includes('')) return undefined;
  return hasOwn && own !== undefined ? [...named, own] : named;
}

/** Undefined where some name of it is filled in elsewhere, or is no name. */
function namesIn(list: Node): string[] | undefined {
  if (isNull(list)) return [];
  const written = text(list);
  const parts = written === undefined ? items(list).map(text) : partsOf(written);
  const isList = list.type === 'seq' || written !== undefined;
  return isList && parts.every(isName) ? parts : undefined;
}

function partsOf(written: string): string[] {
  return written === '' ? [] : written.split(',').map((name) => name.trim());
}

/** An empty one stands for all. */
function isName(part: string | undefined): part is string {
  return part !== undefined && (part === '' || dnsLabel.check(part) === undefined);
}
