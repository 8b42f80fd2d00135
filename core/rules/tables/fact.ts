/**
 * Facts that need no code of their own: where to look, what has to hold there, and words. A table of them becomes rules,
 * a code each; the examples stand in the `.yaml` beside the table, a line each.
 */
import type { Severity } from '../../findings/finding.ts';
import { entry, type Entry, type Node, type Span } from '../../yaml/node.ts';
import { placeOf } from '../read.ts';
import type { Rule, Selector } from '../rule.ts';
import type { RuleSource } from '../sources.ts';
import {
  holdsAt,
  isAbsence,
  needsValue,
  textOf,
  valueAt,
  type Condition,
  type Here,
} from './conditions.ts';
import { all, nodeAt, placesAt, stepsOf, type Steps } from './path.ts';

export interface Fact {
  readonly code: string;
  /** The values that are looked at one by one, from the visited one: `spec.tasks[]`, `spec.groups.*`. Absent: that one. */
  readonly each?: string;
  /** What holds, all of it, where the fact is to be told, by the path from the value that is looked at (`/`: from the visited one). */
  readonly when: Readonly<Record<string, Condition>>;
  /** Where it is told; absent: at the first path of `when`. */
  readonly at?: string;
  /** Told at the key of the value that is looked at: it is the key that is wrong. */
  readonly isOfKey?: true;
  /** What is wrong and what to do, without a period. `the name "{}"`: with the text of the value in place of the braces. */
  readonly says: string;
  /** Codes that say less of the same place. */
  readonly supersedes?: readonly string[];
}

/** What the facts of a table have in common. */
export interface Heading {
  readonly on: Selector;
  /** Who refuses what breaks them: they are errors. `reader`: whoever reads the place, of which the table of severity knows more. Absent: nobody does. */
  readonly by?: Rule['enforcedBy'] | 'reader';
  /** Of facts that nobody refuses: `warning` where something fails or does nothing, `information` for advice. */
  readonly severity?: Exclude<Severity, 'error'>;
  readonly source?: RuleSource;
  /** First release of Kubernetes in which they hold. */
  readonly since?: string;
}

/** The rules that a table of facts stands for. */
export function factsOf(heading: Heading, facts: readonly Fact[]): readonly Rule[] {
  return facts.map((fact) => ruleOf(heading, fact));
}

function ruleOf({ on, by, severity = 'warning', source, since }: Heading, fact: Fact): Rule {
  const { code, says, each, when, supersedes } = fact;
  // Other files may fill in what a values file leaves out.
  const isUncertain = on.charts !== undefined && Object.values(when).some(isAbsence);
  const level = isUncertain ? 'information' : by ? 'error' : severity;
  const paths = Object.keys(when);
  const conditions = Object.entries(when).map(([path, condition]) => ({
    steps: stepsOf(path),
    condition,
  }));
  const at = fact.at ?? paths[0] ?? '';
  const ofField = each === undefined ? fieldOf(conditions) : fieldAt(stepsOf(each));
  const words = isUncertain ? `${says}, unless another values file does` : says;
  return {
    code,
    severity: level,
    claims: level === 'error' ? 'value' : 'advice',
    ...(level === 'error' && by && by !== 'reader' && { enforcedBy: by }),
    ...(supersedes && { supersedes }),
    summary: `${says.charAt(0).toUpperCase()}${says.slice(1).replace(/the (\w+) "\{\}"/, 'this $1')}.`,
    ...(source && { source }),
    ...(since !== undefined && { since }),
    ...(ofField !== undefined && { ofField }),
    on,
    check(visit, report) {
      const root = visit.node;
      // What holds for a release of the chart need not hold for much older ones.
      if (root.type !== 'map' || visit.chart?.areTypesKnown === false) return;
      for (const place of placesAt(root, each)) {
        const here: Here = { node: place.node, of: place.of, root, visit };
        if (areMet(conditions, here))
          report(
            (fact.isOfKey ? here.of?.key.span : undefined) ?? placeIn(here, at, visit.keySpan),
            words.replace('{}', () => textAt(here, at)),
          );
      }
    },
  };
}

interface ConditionAt {
  readonly steps: Steps;
  readonly condition: Condition;
}

function areMet(conditions: readonly ConditionAt[], here: Here): boolean {
  for (const { condition, steps } of conditions) if (!holdsAt(condition, here, steps)) return false;
  return true;
}

/** A field of the visited mapping without which one of the conditions does not hold. */
function fieldOf(conditions: readonly ConditionAt[]): string | undefined {
  for (const { condition, steps } of conditions) {
    const field = needsValue(condition) ? fieldAt(steps) : undefined;
    if (field !== undefined) return field;
  }
  return undefined;
}

function fieldAt({ steps: [first] }: Steps): string | undefined {
  return first === all || first === '*' ? undefined : first;
}

function textAt(here: Here, path: string): string {
  return textOf(valueAt(here, path)) ?? '';
}

/** The value at a path, or the nearest key above it that is there. */
function placeIn({ node, root, of }: Here, path: string, keySpan: Span | undefined): Span {
  const { isFromRoot, steps } = stepsOf(path);
  const start = isFromRoot ? root : node;
  let found: Entry | undefined;
  let at: Node | undefined = start;
  for (const step of steps) {
    if (at?.type === 'seq') {
      at = at.items[Number(step)];
      continue;
    }
    const next: Entry | undefined = entry(at, step);
    if (!next) break;
    found = next;
    at = next.value;
  }
  if (!found)
    return start.type === 'scalar'
      ? start.span
      : placeOf(start, of?.key.span ?? (start === root ? keySpan : undefined));
  const { key, value } = found;
  const isWhole = at === nodeAt(start, steps);
  return isWhole && value.type === 'scalar' && value.span[1] > value.span[0]
    ? value.span
    : key.span;
}
