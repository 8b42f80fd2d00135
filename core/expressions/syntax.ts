/** Trees of expressions as the parser of the library gives them, as far as they are rewritten. */

export interface Expr {
  readonly id: bigint;
  readonly exprKind: { readonly case: string | undefined; readonly value?: unknown };
}

export interface Rewriting {
  /** The condition of a loop, which is evaluated before each round. */
  readonly ofLoop: (condition: Expr) => Expr;
  readonly ofCall: (call: Expr, name: string) => Expr;
}

/** The tree with its loops and calls rewritten. */
export function visitCalls(expr: Expr, rewriting: Rewriting): Expr {
  const visit = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(visit);
    if (typeof each !== 'object' || each === null) return each;
    if (isExpr(each)) return visitCalls(each, rewriting);
    const isPlain = !(each instanceof Uint8Array);
    return isPlain
      ? Object.fromEntries(Object.entries(each).map(([key, value]) => [key, visit(value)]))
      : each;
  };
  const kind = expr.exprKind;
  const inside = { ...kind, value: visit(kind.value) };
  if (kind.case === 'comprehensionExpr') {
    const loop = inside.value as { readonly loopCondition: Expr };
    const value = { ...loop, loopCondition: rewriting.ofLoop(loop.loopCondition) };
    return { ...expr, exprKind: { ...inside, value } };
  }
  const seen = { ...expr, exprKind: inside };
  if (kind.case !== 'callExpr') return seen;
  return rewriting.ofCall(seen, (inside.value as { readonly function: string }).function);
}

function isExpr(value: object): value is Expr {
  return 'exprKind' in value;
}
