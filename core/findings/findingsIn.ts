/** All that is wrong in one object, or in the values of one chart: one walk, on which checks, formats and rules look at each value. */
import { Checking } from '../checks/checking.ts';
import { checkConditions, conditionsOf, crdRule } from '../checks/crdRule.ts';
import { checksOf } from '../checks/index.ts';
import { newerField, stateOf } from '../checks/fieldRelease.ts';
import { missingField } from '../checks/missingField.ts';
import { reportUnknownFields, unknownField, unknownFieldsOf } from '../checks/unknownField.ts';
import { checkFormats } from '../checks/valueFormat.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import { PatternBudget } from '../patterns/patternBudget.ts';
import { placeOfVisit } from '../rules/read.ts';
import type { Rule } from '../rules/rule.ts';
import { rulesAt, rulesAtPart } from '../rules/rulesAt.ts';
import { rulesOfWords } from '../rules/schemaRules.ts';
import { Judge } from '../schema/matches.ts';
import { anything, walk } from '../walk/walk.ts';
import type { WalkContext, Visit } from '../walk/visit.ts';
import { entry, type Span } from '../yaml/node.ts';
import { FindingCollector } from './collector.ts';
import type { Finding } from './finding.ts';
import { maxFindings } from './maxFindings.ts';
import { withSafeFix } from './safeFix.ts';

/** Findings in the order of the text, each place and code once. Never throws for a strange document. */
export function* findingsIn(given: WalkContext, budget: StepBudget): Work<Finding[]> {
  const { schema: typed } = given;
  const judge = typed && { judge: new Judge(typed) };
  const ctx: WalkContext = { ...given, patternBudget: new PatternBudget(), ...judge };
  const findings = new FindingCollector(ctx.filledIn?.reads);
  const checking = typed && new Checking(typed, ctx.text);
  const checks = checksOf(ctx);
  const count = (): number => findings.size;
  const absent: Span[] = [];
  const conditional: Visit[] = [];
  for (const visit of walk(ctx)) {
    if (findings.size >= maxFindings) break;
    const { filledIn } = visit.node;
    const rules = isKnown(visit) ? (filledIn ? rulesAtPart : rulesAt)(visit) : undefined;
    if (filledIn && !rules?.length) continue;
    if (!budget.take(stepsOf(visit, rules), visit.node.span[0])) break;
    if (budget.isPauseDue) yield;
    if (filledIn) {
      for (const rule of rules ?? []) rule.check(visit, findings.at(visit, rule));
      continue;
    }
    if (checking && !visit.isNarrowing) {
      const unknown = unknownFieldsOf(visit, checking);
      if (unknown) {
        const report = findings.at(visit, unknownField);
        yield* reportUnknownFields(visit, unknown, checking, report, { budget, count });
      }
      if (visit.traits?.isOfReleases && visit.entry && stateOf(visit)?.is === 'later')
        absent.push([visit.entry.key.span[0], visit.node.span[1]]);
      for (const check of checks.at(visit.schema))
        check.check(visit, findings.at(visit, check), checking);
      if (visit.traits?.hasConditions && conditionsOf(visit).length > 0) conditional.push(visit);
    }
    if (rules) checkMeaning(visit, rules, findings);
  }
  if (checking) withoutConsequences(checking, findings);
  yield* checkAllConditions(conditional, findings, ctx, budget);
  const found = withoutAbsent(findings.all, absent).sort((a, b) => a.span[0] - b.span[0]);
  const { filledIn, text } = ctx;
  return filledIn ? found.map((finding) => withSafeFix(finding, filledIn.marks, text)) : found;
}

/** The server looks at them when nothing else is wrong; here those are asked that do not read what is. */
function* checkAllConditions(
  visits: readonly Visit[],
  findings: FindingCollector,
  { schema: typed }: WalkContext,
  budget: StepBudget,
): Work<void> {
  if (visits.length === 0) return;
  const errors = findings.all
    .filter(({ severity }) => severity === 'error')
    .sort((one, other) => one.span[0] - other.span[0]);
  for (const visit of visits) {
    const { node, entry } = visit;
    const [start, end] = [entry?.key.span[0] ?? node.span[0], node.span[1]];
    const inside = between(errors, start, end);
    const steps = (stepsOfConditions + (inside.length >> 3)) * conditionsOf(visit).length;
    if (!budget.take(steps, start)) return;
    if (budget.isPauseDue) yield;
    if (typed) checkConditions(visit, typed, findings.at(visit, crdRule), inside);
  }
}

/** Of findings in their order those that begin there. */
function between(sorted: readonly Finding[], start: number, end: number): readonly Finding[] {
  const first = sorted.findIndex(({ span }) => start <= span[0]);
  if (first === -1) return [];
  const last = sorted.findIndex(({ span }, index) => index >= first && end <= span[0]);
  return sorted.slice(first, last === -1 ? undefined : last);
}

/** A condition takes some ten microseconds. */
const stepsOfConditions = 10;

/** In a field that the release has not, nothing is wrong but the field itself: the server does not look at it. */
function withoutAbsent(findings: Finding[], absent: readonly Span[]): Finding[] {
  if (absent.length === 0) return findings;
  const isInside = ({ span }: Finding): boolean =>
    absent.some(([start, end]) => start <= span[0] && span[0] < end);
  return findings.filter((finding) => ofAbsent.has(finding.code) || !isInside(finding));
}

/** What holds of a field that the server does not know, too. */
const ofAbsent: ReadonlySet<string> = new Set([newerField.code, 'duplicate-key']);

/** Of a kind that is not known here only its name is looked at; a file of a tool is looked at as a whole. */
function isKnown({ ctx, parent, schema }: Visit): boolean {
  if (ctx.schema?.file) return parent === undefined;
  const hasSchema = ctx.isValues === true || ctx.schema?.entry !== undefined;
  return schema !== anything && (hasSchema || parent === undefined);
}

/** One for the shape and one for the meaning. A look at one key costs a small part of a step; a rule about a value reads what stands in it. */
function stepsOf({ node, schema, traits }: Visit, rules: readonly Rule[] = []): number {
  const ofSchema = schema === anything ? 1 : 2;
  if (node.type === 'scalar') return ofSchema + rules.length;
  const size =
    node.type === 'map' ? node.entries.length + node.duplicates.length : node.items.length;
  const choices = traits?.hasParts ? (schema?.anyOf ?? schema?.oneOf ?? []).length : 0;
  return ofSchema + (size >> 2) + (size >> 3) + choices + rules.length;
}

function checkMeaning(visit: Visit, rules: readonly Rule[], findings: FindingCollector): void {
  if (isUnusedNamespace(visit) || isUnset(visit)) return;
  if (visit.traits?.hasFormat) checkFormats(visit, (claim) => findings.at(visit, claim));
  for (const rule of rulesOfWords.at(visit.schema)) rule.check(visit, findings.at(visit, rule));
  const { node } = visit;
  for (const rule of rules)
    if (rule.ofField === undefined || entry(node, rule.ofField))
      rule.check(visit, findings.at(visit, rule));
}

/** A field that was found elsewhere, or under another name, is not missing where it belongs. */
function withoutConsequences(checking: Checking, findings: FindingCollector): void {
  const isConcerned = ({ node }: Visit): boolean => checking.misplacedOf(node) !== undefined;
  for (const { visit, claim, finding } of findings.takeBack(isConcerned)) {
    const { missesIn } = claim;
    if (missesIn !== undefined && checking.misplacedOf(visit.node)?.has(missesIn)) continue;
    if (claim.code === missingField.code)
      missingField.check(visit, findings.at(visit, missingField), checking);
    else if (finding.span[0] !== placeOfVisit(visit)[0] && !checking.isFilled(finding.span[0]))
      findings.add(finding);
  }
}

/** In values an empty text or mapping says "not set": templates leave it out. */
function isUnset({ ctx, node }: Visit): boolean {
  if (!ctx.isValues) return false;
  return node.type === 'map'
    ? node.entries.length === 0
    : node.type === 'scalar' && node.value === '';
}

/** The server clears it, whatever it says. */
function isUnusedNamespace({ ctx, step, parent }: Visit): boolean {
  if (ctx.isNamespaced !== false || step !== 'namespace') return false;
  return parent?.step === 'metadata' && parent.parent?.parent === undefined;
}
