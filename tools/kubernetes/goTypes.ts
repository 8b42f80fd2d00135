// What the Go types of k8s.io/api say beside names and types: which feature gates a field needs, and the lifecycle of a kind.

import type { Lifecycle } from './history.ts';

/** `Type field` to the gates of its marker or, where it has none, of its documentation. */
export function gatesOfFields(source: string): Map<string, readonly string[]> {
  const gates = new Map<string, readonly string[]>();
  let type: string | undefined;
  let comment: string[] = [];
  for (const line of source.split('\n')) {
    const text = line.trim();
    if (text.startsWith('//')) {
      comment.push(text.slice(2).trim());
      continue;
    }
    type = /^type (\w+) struct \{/.exec(line)?.[1] ?? (line === '}' ? undefined : type);
    const field = /`json:"([^",]+)/.exec(text)?.[1];
    const named = field === undefined ? [] : gatesIn(comment);
    if (type !== undefined && field !== undefined && named.length > 0)
      gates.set(`${type} ${field}`, named);
    comment = [];
  }
  return gates;
}

/** How the documentation of a field says that it needs a gate as a whole. */
const sayings = [
  /\b(?:alpha|beta|this|the)(?:[- ]level)?(?: field)?\b[^`:]{0,80}?\b(?:requires?|when|enable|honored)\b[^.:]{0,60}?`?\b(\w+)`? (?:alpha )?feature/i,
  /^requires (?:enabling )?(?:the )?(\w+) (?:alpha )?feature[ -]?gate/im,
  /\bgated by (?:the )?(\w+) feature[ -]?gate/i,
  /\bfield depends on (?:the )?(\w+) feature[ -]?gate/i,
];

function gatesIn(comment: readonly string[]): readonly string[] {
  const marked = comment.flatMap(
    (line) => /^\+featureGate=([\w,]+)$/.exec(line)?.[1]?.split(',') ?? [],
  );
  if (marked.length > 0) return [...new Set(marked)];
  const text = comment.join(' ');
  const said = sayings.flatMap((saying) => saying.exec(text)?.[1] ?? []);
  return [...new Set(said.filter((name) => /^[A-Z]/.test(name)))];
}

/** By kind, of a file `zz_generated.prerelease-lifecycle.go`. */
export function lifecyclesIn(source: string): Map<string, Lifecycle> {
  const found = new Map<string, Record<string, string>>();
  const functions =
    /^func \(in \*(\w+)\) APILifecycle(Introduced|Deprecated|Removed|Replacement)\(\)[^{]*\{\n\treturn ([^\n]+)\n/gm;
  for (const [, kind = '', what = '', value = ''] of source.matchAll(functions)) {
    const lifecycle = found.get(kind) ?? {};
    found.set(kind, lifecycle);
    if (what === 'Replacement') lifecycle.now = replacement(value);
    else lifecycle[what.toLowerCase()] = value.replace(', ', '.');
  }
  return found;
}

/** `schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "Deployment"}` */
function replacement(value: string): string {
  const part = (name: string): string => value.split(`${name}: "`)[1]?.split('"')[0] ?? '';
  return `${part('Group')}/${part('Version')}/${part('Kind')}`;
}
