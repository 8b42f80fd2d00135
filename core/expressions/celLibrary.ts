/**
 * Expressions of CustomResourceDefinitions (CEL) as the API server evaluates them. The only importer of the library, and a bundle
 * of its own: it is read when a kind with such rules is first met.
 */
import { celEnv, celFunc, CelScalar, isCelError, isCelList, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { compileRe2, type Re2 } from '../patterns/re2.ts';
import type { Expression } from './expression.ts';
import { kubernetesFunctions } from './kubernetesFunctions.ts';
import { readsOf } from './reads.ts';
import { visitCalls, type Expr } from './syntax.ts';

/** Rounds of all loops of one evaluation together, and characters or items of what it puts together. */
const maxRounds = 20_000;
const maxSize = 20_000;
/** People's rules have some hundred characters. */
const maxLength = 4_000;

class OutOfSteps extends Error {}

/** Undefined for an expression that the library does not read, such as one with optional values. */
export function compileExpression(rule: string): Expression | undefined {
  if (rule.length > maxLength) return undefined;
  try {
    const { expr } = parse(rule);
    const evaluate = plan(environment, counted(expr as Expr) as typeof expr);
    return {
      reads: readsOf(expr),
      holds(self, oldSelf) {
        left = maxRounds;
        const result = evaluate({ self, ...(oldSelf !== undefined && { oldSelf }) });
        return left < 0 || isCelError(result) || typeof result !== 'boolean' ? undefined : result;
      },
    };
  } catch {
    return undefined; // no expression, or one that this library cannot plan
  }
}

/** Of the evaluation that runs: there is never more than one, as none waits. */
let left = 0;

const round = '@round';
const bounded = '@bounded';

/** Each round of a loop, and each sum, passes a function of ours. */
function counted(expr: Expr): Expr {
  return visitCalls(expr, {
    ofLoop: (condition) => callOf(round, condition),
    ofCall: (call, name) => (name === '_+_' ? callOf(bounded, call) : call),
  });
}

function callOf(name: string, argument: Expr): Expr {
  const value = { function: name, args: [argument], target: undefined };
  return { ...argument, exprKind: { case: 'callExpr', value } };
}

const environment = celEnv({
  re2: { compile: (pattern) => ({ test: (text) => tested(expressionOf(pattern), text) }) },
  funcs: [
    ...strings,
    ...kubernetesFunctions({ find: (text, pattern) => found(pattern, text) }),
    celFunc(round, [CelScalar.DYN], CelScalar.DYN, (condition) => {
      if (--left < 0) throw new OutOfSteps();
      return condition;
    }),
    celFunc(bounded, [CelScalar.DYN], CelScalar.DYN, (value) => {
      const size = typeof value === 'string' ? value.length : isCelList(value) ? value.size : 0;
      left -= size >> 4;
      if (size > maxSize || left < 0) throw new OutOfSteps();
      return value;
    }),
  ],
});

function expressionOf(pattern: string): Re2 {
  const compiled = compileRe2(pattern);
  if (!compiled.ok || compiled.expression.instructions > maxInstructions) throw new OutOfSteps();
  return compiled.expression;
}

const maxInstructions = 2_000;

function tested(expression: Re2, text: string): boolean {
  left -= 1 + ((text.length * expression.instructions) >> 10);
  const verdict = left < 0 ? undefined : expression.test(text);
  if (verdict === undefined) throw new OutOfSteps();
  return verdict;
}

/** What `find` gives. The engine says whether there is a match, not where: only of what repeats a class at the start is that plain. */
function found(pattern: string, text: string): string {
  if (!tested(expressionOf(pattern), text)) return '';
  const [, repeated] = /^\^\(?(\[[^\]\\]+\])[+*]\)?$/.exec(pattern) ?? [];
  if (repeated === undefined) throw new OutOfSteps();
  const one = expressionOf(`^${repeated}$`);
  const characters = Array.from(text);
  const end = characters.findIndex((character) => !tested(one, character));
  return characters.slice(0, end === -1 ? undefined : end).join('');
}
