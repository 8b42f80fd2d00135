/** Services by the names under which pods reach them, in any text of an object: `thrift://metastore.lake.svc:9083`. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { Node, Span } from '../yaml/node.ts';
import type { Reference } from './facts.ts';

/** Only a name with its namespace and `.svc` is surely that of a Service. */
const sign = '.svc';
/** Labels of a name of a host have so many letters at most. */
const longest = 63;
/** An object does not name more of them. */
const maxAddresses = 200;

/** Those in the text of a scalar, each with its place. */
export function serviceAddressesIn(node: Node, document: ManifestDocument): Reference[] {
  if (node.type !== 'scalar' || node.filledIn || !node.source.includes(sign)) return [];
  const [start, end] = node.span;
  const text = document.text.slice(start, end);
  const found: Reference[] = [];
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    const address = addressAround(text, at);
    if (!address) continue;
    const { name, namespace, port } = address;
    const word = ([from, to]: Span) => ({
      text: text.slice(from, to),
      range: document.rangeOf([start + from, start + to]),
    });
    found.push({
      ...{ group: '', kind: 'Service', name: word(name) },
      namespace: text.slice(...namespace),
      ...{ keys: [], needs: [], isOptional: false, isInText: true },
      ...(port && { port: word(port) }),
    });
    if (found.length >= maxAddresses) break;
  }
  return found;
}

/** Those of a list of `host:port` whose hosts are names in the own namespace, or with a namespace behind. */
export function shortAddressesIn(node: Node, document: ManifestDocument): Reference[] {
  if (node.type !== 'scalar' || node.filledIn) return [];
  const [start, end] = node.span;
  const found: Reference[] = [];
  for (const { 0: item, index } of document.text.slice(start, end).matchAll(/[^\s,"']+/g)) {
    const [, name = '', namespace, port] =
      /^([a-z0-9-]{1,63})(?:\.([a-z0-9-]{1,63}))?(?::(\d{1,5}))?$/.exec(item) ?? [];
    // A number at the end is that of a pod, which stands before the name of its Service.
    if (name === '' || (namespace !== undefined && /-\d+$/.test(name))) continue;
    const word = (text: string, from: number) => ({
      text,
      range: document.rangeOf([start + from, start + from + text.length]),
    });
    found.push({
      ...{ group: '', kind: 'Service', name: word(name, index) },
      ...(namespace !== undefined && { namespace }),
      ...{ keys: [], needs: [], isOptional: false, isInText: true },
      ...(port !== undefined && { port: word(port, index + item.length - port.length) }),
    });
    if (found.length >= maxAddresses) break;
  }
  return found;
}

interface Address {
  readonly name: Span;
  readonly namespace: Span;
  readonly port?: Span;
}

/** The address with the sign at an offset; undefined where a part of it is filled in, or it is no name of a Service. */
function addressAround(text: string, at: number): Address | undefined {
  const behind = /^\.svc(?:\.[a-z0-9.-]+)?(?![\w-])/.exec(text.slice(at, at + 270))?.[0] ?? '';
  if (behind === '' || !/^\.svc(?:\.cluster\.local)?\.?$/.test(behind)) return undefined;
  const namespace: Span = [startOfLabel(text, at), at];
  if (!isLabel(text, namespace) || text[namespace[0] - 1] !== '.') return undefined;
  const name: Span = [startOfLabel(text, namespace[0] - 1), namespace[0] - 1];
  // What a template or a shell fills in ends like this.
  if (!isLabel(text, name) || /[\w}$)*%-]/.test(text[name[0] - 1] ?? '')) return undefined;
  const after = at + behind.length;
  const digits = /^:(\d{1,5})(?![\w{$.])/.exec(text.slice(after, after + 8))?.[1];
  return {
    ...{ name, namespace },
    ...(digits !== undefined && { port: [after + 1, after + 1 + digits.length] }),
  };
}

function startOfLabel(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start <= longest && /[a-z0-9-]/.test(text[start - 1] ?? '')) start--;
  return start;
}

function isLabel(text: string, [start, end]: Span): boolean {
  const label = text.slice(start, end);
  return label.length <= longest && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label);
}
