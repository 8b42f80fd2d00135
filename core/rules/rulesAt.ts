/** Which rules look at a value. */
import { kindName } from '../../shared/gvk.ts';
import { isReached } from '../schema/kubernetesRelease.ts';
import type { Visit } from '../walk/visit.ts';
import { rules } from './index.ts';
import type { Rule } from './rule.ts';
import { schemaRules } from './schemaRules.ts';

/** Rules about the type of the value; at the root also those about its kind, where values of a chart begin those about it. Rules that the schema drives come on top. */
export function rulesAt(visit: Visit): readonly Rule[] {
  if (visit.ctx.schema?.file) return rulesOfFile(visit);
  const ofType = visit.ctx.isValues
    ? together(rulesOfChart(visit), rulesOfType(visit))
    : rulesOfType(visit);
  const inside = mayBeConfig(visit) ? together(ofType, rulesOfConfig(visit)) : ofType;
  const all = visit.parent || visit.isNarrowing ? inside : together(rulesOfKind(visit), inside);
  const { release } = visit.ctx;
  return release === undefined || all.length === 0 ? all : inForce(all, release);
}

/** Of each list, by the release: the same lists come again and again. */
const ofReleases = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>();

function inForce(all: readonly Rule[], release: string): readonly Rule[] {
  const known = ofReleases.get(all) ?? new Map<string, readonly Rule[]>();
  ofReleases.set(all, known);
  const before = known.get(release);
  if (before) return before;
  const found = all.filter(({ since }) => since === undefined || isReached(since, release));
  known.set(release, found);
  return found;
}

const joined = new WeakMap<readonly Rule[], WeakMap<readonly Rule[], readonly Rule[]>>();

/** At most values there are rules of one list at most. The same two lists are joined once. */
function together(one: readonly Rule[], other: readonly Rule[]): readonly Rule[] {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  const ofOne = joined.get(one) ?? new WeakMap<readonly Rule[], readonly Rule[]>();
  joined.set(one, ofOne);
  const both = ofOne.get(other) ?? [...one, ...other];
  ofOne.set(other, both);
  return both;
}

/** Rules about a value parts of which another tool fills in: those that look at its entries one by one. */
export function rulesAtPart(visit: Visit): readonly Rule[] {
  return visit.node.partly && mayBeConfig(visit) ? rulesOfConfig(visit) : none;
}

function rulesOfKind({ ctx: { gvk, isPartial, isValues } }: Visit): readonly Rule[] {
  if (isPartial || isValues) return none;
  const kind = kindName(gvk);
  return together(byKind.get(kind) ?? none, byKind.get('*') ?? none);
}

/** The file of a tool is no object and has no kind. */
function rulesOfFile({ ctx: { schema, isPartial }, parent }: Visit): readonly Rule[] {
  const reader = schema?.file?.reader;
  return isPartial || parent || reader === undefined ? none : (byFile.get(reader) ?? none);
}

function rulesOfType({ ctx, type, isInList, traits }: Visit): readonly Rule[] {
  if (ctx.isPartial || type === undefined) return none;
  // Other files may fill in what a values file leaves out, but for the items of a list.
  const rulesOf = ctx.isValues && !isInList ? byTypeOfWhatIsSet : byType;
  const own = rulesOf.get(type) ?? none;
  const like = traits?.like;
  const ofLike = like === undefined ? none : (rulesOf.get(like) ?? none);
  return together(own, ofLike);
}

/** The values of a chart begin at the root, or under its key in those of a parent. */
function rulesOfChart({ chart, parent, isNarrowing, node }: Visit): readonly Rule[] {
  if (!chart || isNarrowing || node.type !== 'map' || parent?.chart === chart) return none;
  return byChart.get(chart.id) ?? none;
}

/** By itself, or as a file of a ConfigMap. */
function mayBeConfig({ traits, parent }: Visit): boolean {
  return traits?.hasConfig === true || parent?.traits?.hasConfig === true;
}

function rulesOfConfig({ configAnnotation, isNarrowing, chart }: Visit): readonly Rule[] {
  // A much older release of a chart runs another version of the program.
  if (isNarrowing || !configAnnotation || chart?.areTypesKnown === false) return none;
  return together(byConfig.get(configAnnotation.of) ?? none, byConfig.get('*') ?? none);
}

const none: readonly Rule[] = [];

const byKind = index(({ on }) => on.kinds);
const byType = index(({ on }) => on.types);
const byTypeOfWhatIsSet = index(({ on, isOfWhatIsSet }) => (isOfWhatIsSet ? on.types : undefined));
const byFile = index(({ on }) => on.files);
const byConfig = index(({ on }) => on.configs);
const byChart = index(({ on }) => on.charts);

function index(keysOf: (rule: Rule) => readonly string[] | undefined): Map<string, Rule[]> {
  const result = new Map<string, Rule[]>();
  for (const rule of rules.filter((candidate) => !schemaRules.includes(candidate))) {
    for (const key of keysOf(rule) ?? []) result.set(key, [...(result.get(key) ?? []), rule]);
  }
  return result;
}
