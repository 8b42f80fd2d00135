/**
 * Group, kind and versions of a CRD read from its lines, without parsing: an index of large files costs next to nothing
 * this way. Only the layout that tools write; undefined for any other, which is then parsed.
 */
import { withoutComment } from '../../yaml/lines.ts';
import type { CrdHead } from './crd.ts';

const line = /^( *)(- )?(?:"([\w-]+)"|([\w-]+)):(?:[ \t](.*))?$/;
/** Deeper lines belong to schemas. */
const maxIndent = 8;

export function crdOutline(text: string): CrdHead | undefined {
  const spec: Record<string, string> = {};
  const names: Record<string, string> = {};
  const versions: Record<string, string>[] = [];
  let top = '';
  let child = '';
  let specIndent = -1;
  let childIndent = -1;
  for (const written of linesOf(text)) {
    const match = line.exec(written);
    if (!match) {
      if (top === 'spec' && /^ *[{[]|^ *- [^\w"]/.test(written)) return undefined;
      continue;
    }
    const [, spaces = '', dash, quoted, plain = '', value = ''] = match;
    const rest = value.trimStart();
    const key = quoted ?? plain;
    const indent = spaces.length;
    if (indent === 0 && !dash) {
      top = key;
      if (top === 'spec' && rest !== '') return undefined;
      specIndent = childIndent = -1;
      continue;
    }
    if (top !== 'spec') continue;
    if (specIndent === -1) specIndent = indent;
    if (indent === specIndent && !dash) {
      child = key;
      childIndent = -1;
      const value = scalarOf(rest);
      if (value === undefined) return undefined;
      spec[key] = value;
      continue;
    }
    if (child === 'names') {
      if (childIndent === -1) childIndent = indent;
      if (indent === childIndent && !dash) names[key] = scalarOf(rest) ?? '';
    } else if (child === 'versions') {
      const column = dash ? indent + 2 : indent;
      if (childIndent === -1 && dash) childIndent = column;
      if (column !== childIndent) continue;
      if (dash) versions.push({});
      const value = scalarOf(rest);
      const version = versions.at(-1);
      if (version && value !== undefined) version[key] = value;
    }
  }
  const { group, scope } = spec;
  const { kind, plural } = names;
  const listed = versions.length > 0 ? versions : spec.version ? [{ name: spec.version }] : [];
  const served = listed.filter((each) => each.served !== 'false').map((each) => each.name ?? '');
  if (!group || !kind || !plural || served.length === 0 || served.includes('')) return undefined;
  return { group, kind, plural, shortNames: [], namespaced: scope !== 'Cluster', versions: served };
}

/** Lines that are not too deep to matter. */
function* linesOf(text: string): Generator<string> {
  const shallow = new RegExp(`^ {0,${maxIndent}}[^\\s#].*$`, 'gm');
  for (const [found] of text.matchAll(shallow)) yield found.trimEnd();
}

/** The value of a key without quotes and comment; empty for a block below it, undefined for what needs a parser. */
function scalarOf(rest: string): string | undefined {
  const value = withoutComment(rest).trim();
  const quoted = /^(["'])([^"'\\]*)\1$/.exec(value);
  if (quoted) return quoted[2] ?? '';
  return /^[&*!{[|>"']/.test(value) ? (value.startsWith('[') ? '' : undefined) : value;
}
