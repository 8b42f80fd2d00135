/** All sizes of one object, or of the values of one chart: one walk, on which the readers look at each value. */
import { groupBy } from '../../shared/groupBy.ts';
import { kindName } from '../../shared/gvk.ts';
import { walk } from '../walk/walk.ts';
import type { Visit, WalkContext } from '../walk/visit.ts';
import { sizeReaders } from './index.ts';
import type { Size, SizeReader } from './size.ts';

/** Values that are looked at in one object: aliases make a small document a large one. */
const maxVisits = 20_000;

export function sizesIn(ctx: WalkContext, now: Date): Size[] {
  const found: Size[] = [];
  let left = maxVisits;
  for (const visit of walk(ctx)) {
    if (--left < 0) break;
    for (const reader of readersAt(visit)) found.push(...reader.read(visit, now));
  }
  return found;
}

function readersAt(visit: Visit): readonly SizeReader[] {
  if (visit.isNarrowing) return [];
  const { type, schema, ctx, parent, chart, node } = visit;
  const like = schema?.['x-like'];
  const beginsChart = chart !== undefined && node.type === 'map' && parent?.chart !== chart;
  return [
    ...(byType.get(type ?? '') ?? none),
    ...(like === undefined ? none : (byType.get(like) ?? none)),
    ...(byFormat.get(schema?.format ?? '') ?? none),
    ...(parent || ctx.isValues ? none : (byKind.get(kindName(ctx.gvk)) ?? none)),
    ...(beginsChart ? (byChart.get(chart.id) ?? none) : none),
  ];
}

const none: readonly SizeReader[] = [];

const byType = index(({ types }) => types);
const byFormat = index(({ formats }) => formats);
const byKind = index(({ kinds }) => kinds);
const byChart = index(({ charts }) => charts);

function index(
  namesOf: (reader: SizeReader) => readonly string[] | undefined,
): ReadonlyMap<string, readonly SizeReader[]> {
  const pairs = sizeReaders.flatMap((reader) =>
    (namesOf(reader) ?? []).map((name) => ({ name, reader })),
  );
  const grouped = groupBy(pairs, ({ name }) => name);
  return new Map([...grouped].map(([name, of]) => [name, of.map(({ reader }) => reader)]));
}
