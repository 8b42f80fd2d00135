/** Required fields that a mapping does not have. */
import { appendToMapping } from '../findings/edits.ts';
import type { EnforcedBy } from '../findings/severity.ts';
import { fieldState } from '../schema/kubernetesRelease.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { childOf, propertyOf, type TypedSchema } from '../schema/typedSchema.ts';
import { skeletonLines, textNotation } from '../schema/skeleton.ts';
import type { Visit } from '../walk/visit.ts';
import { entry as entryOf, isNull, type Entry } from '../yaml/node.ts';
import type { Check } from './check.ts';

/** One finding for all required fields of a mapping that are absent or set to nothing. */
export const missingField: Check = {
  code: 'missing-field',
  severity: 'error',
  summary: 'A required field is not there.',
  claims: 'absence',
  ofWords: ['required'],
  check(visit, report, { typed, text, misplacedOf }) {
    const { node, schema, entry: owner, enforcedBy } = visit;
    if (node.type !== 'map' || !schema?.required || !isWhole(visit)) return;
    // A name that is filled in later may be the one that seems to be missing.
    if (node.entries.some(({ key }) => key.filledIn)) return;
    const misplaced = misplacedOf(node);
    const absent: string[] = [];
    const empty: Entry[] = [];
    for (const name of schema.required) {
      const entry = entryOf(node, name);
      if (entry && !isNull(entry.value)) continue;
      if (misplaced?.has(name) || isSaidByList(visit, name) || isFilledIn(visit, name)) continue;
      if (!isOfRelease(visit, name) || isInOlderForm(typed, visit, name)) continue;
      if (!entry) absent.push(name);
      else if (!propertyOf(typed, schema, name)?.nullable) empty.push(entry);
    }
    const names = [...absent, ...empty.map(({ key }) => key.source)];
    if (names.length === 0) return;
    const lines = absent.flatMap((name) =>
      absent.length > maxAdded
        ? []
        : skeletonLines(typed, name, childOf(schema, name) ?? {}, textNotation),
    );
    const isStub = lines.some((line) => /(?:[:-]|"")$/.test(line));
    const edit = lines.length > 0 ? appendToMapping(text, node, lines) : undefined;
    const span =
      absent.length === 0 ? empty[0]?.key.span : (owner?.key.span ?? node.entries[0]?.key.span);
    report(
      span ?? node.span,
      absent.length === 0
        ? `${list(names)} needs a value`
        : `${list(names)} ${names.length === 1 ? 'is' : 'are'} missing here`,
      {
        ...enforcerOf(enforcedBy, schema, names),
        ...(edit && {
          fix: { title: `Add ${list(absent)}`, edits: [edit], ...(isStub && { isStub }) },
        }),
      },
    );
  },
};

/** kustomize adds labels to the selectors of workloads. */
function isFilledIn({ ctx, step, parent }: Visit, name: string): boolean {
  return (
    ctx.transformed?.labels === true && name === 'selector' && step === 'spec' && !parent?.parent
  );
}

/** What the release that counts does not have, it does not ask for. */
function isOfRelease({ ctx: { release }, schema }: Visit, name: string): boolean {
  const field = schema && childOf(schema, name);
  return !field || release === undefined || fieldState(field, release).is === 'served';
}

/** Operators that are released read another field in place of it, which is there. */
function isInOlderForm(typed: TypedSchema, { schema, node }: Visit, name: string): boolean {
  const former = (schema && propertyOf(typed, schema, name)?.['x-replaces']) ?? [];
  return former.some((each) => entryOf(node, each) !== undefined);
}

/** An item of a `ConfigMapList` that says neither apiVersion nor kind is one of ConfigMaps. */
function isSaidByList({ parent, node }: Visit, name: string): boolean {
  if (parent || (name !== 'apiVersion' && name !== 'kind')) return false;
  return !entryOf(node, 'apiVersion') && !entryOf(node, 'kind');
}

/** Whether all stands here that somebody says: no patch adds to it, no default and no server. */
function isWhole({ ctx, chart, isInList, isReadOnly }: Visit): boolean {
  return !ctx.isPartial && !isReadOnly && (!chart || isInList);
}

/**
 * The server checks a built-in part of a custom resource by the published schema of that part alone; of the resource itself
 * others may ask for more.
 */
function enforcerOf(
  around: EnforcedBy,
  schema: TypeSchema,
  names: readonly string[],
): { readonly enforcedBy?: EnforcedBy } {
  const later = schema['x-asked-later'] ?? [];
  const isAskedNow = names.some((name) => !later.includes(name));
  if (around === 'program' && isAskedNow) return { enforcedBy: 'apiServer' };
  return around === 'operator' && !isAskedNow ? { enforcedBy: 'program' } : {};
}

/** Fields that a fix adds, and that a message names. */
const maxAdded = 20;

function list(all: readonly string[]): string {
  const others = all.length - maxAdded;
  const names = others > 0 ? [...all.slice(0, maxAdded), `${others} others`] : all;
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
