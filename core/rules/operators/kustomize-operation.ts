import type { Reporter } from '../../checks/check.ts';
import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import { entry, get, items, text, type Node, type Span } from '../../yaml/node.ts';
import { parse } from '../../yaml/parse.ts';
import { isSet, list, placeOf } from '../read.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { writtenText, type WrittenText } from './writtenText.ts';

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

export const rule: Rule = {
  code: 'kustomize-operation',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'An operation of a JSON patch is none, or lacks what it needs.',
  source: onPage('JSON Patch', 'https://datatracker.ietf.org/doc/html/rfc6902'),
  on: { files: ['kustomize'] },
  check({ ctx: { root, text: all } }, report) {
    for (const item of ['patches', 'patchesJson6902'].flatMap((key) => list(get(root, key)))) {
      const patch = get(item, 'patch');
      // The text of a block is a document of its own.
      const written =
        patch?.type === 'scalar' && !patch.filledIn ? writtenText(patch, all) : undefined;
      if (written && !all.startsWith('|', patch?.span[0])) checkPatch(written, report);
    }
  },
};

function checkPatch({ text: source, start }: WrittenText, report: Reporter): void {
  const { root, problems } = parse(source);
  if (root?.type !== 'seq' || problems.length > 0) return;
  for (const operation of items(root)) {
    const flaw = operation.type === 'map' ? flawOf(operation) : undefined;
    if (!flaw) continue;
    const { at, message, guess } = flaw;
    const span: Span = [start + at[0], start + at[1]];
    report(span, message, partReplacedBy(span, guess));
  }
}

interface Flaw {
  readonly at: Span;
  readonly message: string;
  readonly guess?: string;
}

function flawOf(operation: Node): Flaw | undefined {
  const op = get(operation, 'op');
  const name = text(op);
  const place = placeOf(operation);
  if (!op || !isSet(op))
    return {
      at: place,
      message: `an operation needs "op": add it, one of ${operations.join(', ')}`,
    };
  if (name === undefined || !operations.includes(name)) {
    const guess = name === undefined ? undefined : nearest(name, operations);
    const what = guess === undefined ? `write one of ${operations.join(', ')}` : `write ${guess}`;
    const message = `a JSON patch has no operation ${quote(name ?? '')}: ${what}`;
    return { at: op.span, message, ...(guess !== undefined && { guess }) };
  }
  const needed = name === 'move' || name === 'copy' ? ['path', 'from'] : ['path'];
  for (const key of needed) {
    const node = get(operation, key);
    const pointer = text(node);
    if (!node || !isSet(node))
      return { at: op.span, message: `${quote(name)} needs ${quote(key)}: add it` };
    if (pointer !== undefined && pointer !== '' && !pointer.startsWith('/'))
      return {
        at: node.span,
        message: `the way to a field begins with "/": write /${pointer}`,
        guess: `/${pointer}`,
      };
  }
  const isValued = name === 'add' || name === 'replace' || name === 'test';
  if (isValued && !entry(operation, 'value'))
    return {
      at: op.span,
      message: `${quote(name)} needs "value", or null is written: add it`,
    };
  return undefined;
}
