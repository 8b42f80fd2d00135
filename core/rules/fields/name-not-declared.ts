import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import type { RefAnnotation } from '../../schema/schema.ts';
import type { Visit } from '../../walk/visit.ts';
import { declaredNames, type DeclaredNames } from '../../yaml/declaredNames.ts';
import type { Node, ScalarNode, Span } from '../../yaml/node.ts';
import { yamlText } from '../../yaml/yamlText.ts';
import { has } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'name-not-declared',
  severity: 'warning',
  claims: 'reference',
  isOfSchema: true,
  keywords: ['x-ref'],
  summary: 'A field names something that the same object has to declare, and does not.',
  on: { kinds: ['*'] },
  check(visit, report) {
    const { node, schema, ctx } = visit;
    const reference = schema?.['x-ref'];
    if (!reference?.declaredAt || ctx.isPartial || ctx.isValues || node.type !== 'scalar') return;
    if (comesFromElsewhere(visit, reference)) return;
    const declared = declaredNames(holdersOf(visit), reference.declaredAt);
    const { byName, hasOthers } = declared;
    if (hasOthers || (byName.size === 0 && !reference.onlyHere)) return;
    for (const { name, span, write } of namesIn(node, reference, ctx.text)) {
      if (byName.has(name)) continue;
      const guess = guessOf(name, declared);
      const target = guess === undefined ? undefined : byName.get(guess);
      const where = `${place(reference.declaredAt)} has nothing named ${quote(name)}`;
      report(span, `${where}: ${what([...byName.keys()], guess)}`, {
        ...(reference.refused && { severity: 'error' as const, isSure: true }),
        ...(guess !== undefined && {
          fix: { title: `Replace with ${guess}`, edits: [[span, write(guess)]] },
        }),
        ...(target && {
          related: [{ span: target.span, message: `declares ${quote(target.source)}` }],
        }),
      });
    }
  },
};

interface WrittenName {
  readonly name: string;
  readonly span: Span;
  /** Another name as it has to be written there. */
  readonly write: (name: string) => string;
}

/** None where an operator fills in something. */
function namesIn(node: ScalarNode, { expression }: RefAnnotation, all: string): WrittenName[] {
  const { value, source, span } = node;
  if (typeof value !== 'string' || value === '' || /[{$]/.test(value)) return [];
  if (!expression) return [{ name: value, span, write: yamlText }];
  // A condition over several lines has no places of its own, and one with other signs is more than names.
  const start = all.slice(...span).indexOf(source);
  if (start < 0 || !/^[\w\s.&|!()-]*$/.test(source)) return [];
  return [...source.matchAll(/([\w-]+)[\w.]*/g)].flatMap(({ index, 1: name = '' }) => {
    const from = span[0] + start + index;
    return [{ name, span: [from, from + name.length], write: (other) => other }];
  });
}

function guessOf(name: string, { byName }: DeclaredNames): string | undefined {
  const names = [...byName.keys()];
  return nearest(name, names) ?? (names.length === 1 ? names[0] : undefined);
}

function what(names: readonly string[], guess: string | undefined): string {
  if (guess !== undefined) return `did you mean ${quote(guess)}?`;
  if (names.length === 0) return 'add it there, or name another one';
  const first = names.slice(0, 5).map(quote).join(', ');
  return names.length > 5
    ? `there are ${first} and ${names.length - 5} others`
    : `there are ${first}`;
}

/** `spec.templates.podTemplates[].name` as what it lists: `"podTemplates" of this object`. */
function place(paths: readonly string[]): string {
  const lists = paths.map((path) => {
    const steps = path.split('.');
    const list = steps.findLast((step) => step.endsWith('[]'))?.slice(0, -2);
    return quote(list ?? steps.findLast((step) => step !== '{}') ?? path);
  });
  return `${[...new Set(lists)].join(' or ')} of this object`;
}

function* holdersOf(visit: Visit): Generator<Node> {
  for (let at = visit.parent; at; at = at.parent) if (at.node.type === 'map') yield at.node;
}

function comesFromElsewhere(visit: Visit, { unless = [] }: RefAnnotation): boolean {
  for (const holder of holdersOf(visit))
    if (unless.some((field) => has(holder, field))) return true;
  return false;
}
