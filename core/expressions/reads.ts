/** What an expression reads of the value that it is about: the paths of fields, by their names in the language. */
import type { Expr } from './syntax.ts';

export interface Reads {
  /** The value itself, with all that stands in it. */
  isWhole: boolean;
  /** Fields of the value. One without reads of its own is only asked whether it is set. */
  readonly parts: Map<string, Reads>;
}

/** `self.a.b <= self.c` reads `a.b` and `c`; what is not that plain reads all of `self`. */
export function readsOf(expr: Expr): Reads {
  const reads: Reads = { isWhole: false, parts: new Map() };
  const waiting: unknown[] = [expr];
  while (waiting.length > 0) {
    const each = waiting.pop();
    if (isList(each)) waiting.push(...each);
    else if (typeof each === 'object' && each !== null && !(each instanceof Uint8Array)) {
      const path = isExpr(each) ? pathOf(each) : undefined;
      if (path) note(reads, path);
      else waiting.push(...Object.values(each as Readonly<Record<string, unknown>>));
    }
  }
  return reads;
}

/** The only path that is read; undefined where there are several, or none. */
export function onlyPath(reads: Reads): readonly string[] | undefined {
  const path: string[] = [];
  let at = reads;
  while (!at.isWhole && at.parts.size > 0) {
    const [first, ...others] = at.parts;
    if (!first || others.length > 0) return undefined;
    path.push(first[0]);
    at = first[1];
  }
  return at === reads && !at.isWhole ? undefined : path;
}

interface Path {
  readonly steps: readonly string[];
  /** `has(self.a)` */
  readonly isPresence: boolean;
}

/** Undefined for what is no field of `self`. */
function pathOf({ exprKind }: Expr): Path | undefined {
  const steps: string[] = [];
  let kind: Expr['exprKind'] | undefined = exprKind;
  const isPresence = kind.case === 'selectExpr' && (kind.value as Select).testOnly;
  while (kind?.case === 'selectExpr') {
    const { operand, field } = kind.value as Select;
    steps.unshift(field);
    kind = operand?.exprKind;
  }
  const isSelf = kind?.case === 'identExpr' && (kind.value as { name: string }).name === 'self';
  return isSelf ? { steps, isPresence } : undefined;
}

interface Select {
  readonly operand?: Expr;
  readonly field: string;
  readonly testOnly: boolean;
}

function note(reads: Reads, { steps, isPresence }: Path): void {
  let at = reads;
  for (const step of steps) {
    const next = at.parts.get(step) ?? { isWhole: false, parts: new Map<string, Reads>() };
    at.parts.set(step, next);
    at = next;
  }
  if (!isPresence) at.isWhole = true;
}

function isExpr(value: object): value is Expr {
  return 'exprKind' in value;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
