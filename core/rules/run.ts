/** Runs all rules over one document: one walk, formats and list keys from the schema, the rest from the list. */
import type { Node, Span } from '../yaml/node.ts';
import { PatternBudget } from '../patterns/patternBudget.ts';
import { checkFormats } from './formatChecks.ts';
import { rules } from './index.ts';
import { schemaRules } from './schemaRules.ts';
import type { Finding, FindingDetails, Severity } from '../findings/finding.ts';
import type { Reporter, Rule, RuleContext, Visit } from './rule.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import { maxReports } from '../findings/maxReports.ts';
import { walk } from '../walk/walk.ts';

/** Reports in the order of the text, each place and code once. Never throws for a strange document. */
export function* runRules(given: RuleContext, budget: StepBudget): Work<Finding[]> {
  const ctx = { ...given, patternBudget: new PatternBudget() };
  const reports = new Map<string, Finding>();
  for (const visit of walk(ctx)) {
    if (reports.size >= maxReports || !budget.take(stepsOf(visit), visit.node.span[0])) break;
    if (budget.isPauseDue) yield;
    checkVisit(visit, reports);
  }
  return [...reports.values()].sort((a, b) => a.span[0] - b.span[0]);
}

/** A rule about a value reads what stands in it. */
function stepsOf({ node, type, schema }: Visit): number {
  const size =
    node.type === 'map' ? node.entries.length : node.type === 'seq' ? node.items.length : 0;
  const choices = (schema?.anyOf ?? schema?.oneOf ?? []).length;
  return (
    1 +
    choices +
    (size >> 2) +
    (type === undefined ? 0 : (byType.get(wholeType(type))?.length ?? 0))
  );
}

function checkVisit(visit: Visit, reports: Map<string, Finding>): void {
  const { ctx, path, type } = visit;
  if (isUnusedNamespace(visit) || isNothing(visit)) return;
  const reporterFor =
    ({ code }: Rule, severity: Severity): Reporter =>
    (where, message, more) => {
      add(reports, { code, severity }, spanOf(where), message, more);
    };
  checkFormats(visit, (code, severity, where, message, more) => {
    const rule = { code, severity: enforced(visit, code, severity) };
    add(reports, rule, spanOf(where), message, more);
  });
  for (const rule of schemaRules)
    rule.check(visit, reporterFor(rule, enforced(visit, rule.code, rule.severity)));
  if (path.length === 0)
    for (const rule of ofKind(ctx)) rule.check(visit, reporterFor(rule, rule.severity));
  if (ctx.isPartial || type === undefined) return;
  if (ctx.isValues && !path.some((step) => typeof step === 'number')) return;
  for (const rule of byType.get(wholeType(type)) ?? [])
    rule.check(visit, reporterFor(rule, enforced(visit, rule.code, rule.severity)));
}

function ofKind({ gvk, isPartial, isValues }: RuleContext): readonly Rule[] {
  if (isPartial || isValues) return [];
  const kind = gvk.group === '' ? gvk.kind : `${gvk.group}/${gvk.kind}`;
  return [...(byKind.get(kind) ?? []), ...(byKind.get('*') ?? [])];
}

/** In values an empty text or mapping says "not set": templates leave it out. */
function isNothing({ ctx, node }: Visit): boolean {
  if (!ctx.isValues) return false;
  return node.type === 'map'
    ? node.entries.length === 0
    : node.type === 'scalar' && node.value === '';
}

/** The server clears it, whatever it says. */
function isUnusedNamespace({ ctx, path }: Visit): boolean {
  return (
    ctx.isNamespaced === false &&
    path.length === 2 &&
    path[0] === 'metadata' &&
    path[1] === 'namespace'
  );
}

/**
 * The server checks a custom resource by its schema alone: a built-in part of it, say a container, is refused later,
 * when the operator makes a pod of it. What is an error elsewhere is a warning there.
 */
function enforced(visit: Visit, code: string, severity: Severity): Severity {
  // Blanks around an image: the server looks at those of a Pod, not of a template.
  if (code === 'format-image' && visit.ctx.gvk.kind !== 'Pod') return 'warning';
  // Helm installs what it renders: of the grammars the server itself refuses quantities first of all.
  if (visit.ctx.isValues && /^format-(?!(cpu-)?quantity$)/.test(code)) return 'warning';
  const entry = visit.ctx.schema?.entry;
  if (severity !== 'error' || !entry || entry.isKubernetes) return severity;
  const isEnforced = visit.schema?.['x-enforced'];
  if (isEnforced !== undefined && bySchema.test(code)) return isEnforced ? severity : 'warning';
  const isQuantity = /^format-(cpu-)?quantity$/.test(code) && visit.isOpaque !== true;
  const isServersOwn = visit.path[0] === 'metadata' || isQuantity;
  const isOperatorsOwn =
    // Lists of CRDs seldom have keys to the server.
    !/^(format-.*|duplicate-item)$/.test(code) && visit.isBuiltIn !== true;
  return isServersOwn || isOperatorsOwn ? severity : 'warning';
}

/** Codes of what a CRD itself can say, so that the server checks it. */
const bySchema =
  /^(value-(range|length)|required-value|duplicate-item|alternatives|format-openapi-.*)$/;

/** `core.v1/PodSpec` for `core.v1/PartialPodSpec`: the same with fewer required fields, for templates that are completed. */
function wholeType(type: string): string {
  return type.replace(/\/Partial(?=[A-Z])/, '/');
}

const byKind = index(({ on }) => on.kinds);
const byType = index(({ on }) => on.types);

function index(keysOf: (rule: Rule) => readonly string[] | undefined): Map<string, Rule[]> {
  const result = new Map<string, Rule[]>();
  for (const rule of rules.filter((candidate) => !schemaRules.includes(candidate))) {
    for (const key of keysOf(rule) ?? []) result.set(key, [...(result.get(key) ?? []), rule]);
  }
  return result;
}

function add(
  reports: Map<string, Finding>,
  { code, severity }: Pick<Rule, 'code' | 'severity'>,
  span: Span,
  message: string,
  more?: FindingDetails,
): void {
  const key = `${code} ${span[0]} ${span[1]}`;
  if (!reports.has(key)) reports.set(key, { code, severity, span, message, ...more });
}

function spanOf(where: Node | Span): Span {
  return 'span' in where ? where.span : where;
}
