/** Who enforces a place, and what else holds there: from the value around it, its key and its schema. */
import type { EnforcedBy } from '../findings/severity.ts';
import type { Traits } from '../schema/traits.ts';
import type { Place, WalkContext, Surroundings } from './visit.ts';

/** What holds around the root. */
export function outermost({ schema, isValues }: WalkContext): Surroundings {
  return {
    enforcedBy: enforcerOfWhole(schema, isValues === true),
    chart: schema?.chart,
    isBuiltIn: false,
    isInList: false,
    isReadOnly: false,
    isNarrowing: false,
  };
}

function enforcerOfWhole(schema: WalkContext['schema'], isValues: boolean): EnforcedBy {
  if (isValues) return 'helm';
  if (schema?.file) return schema.file.isStrict ? 'tool' : 'toolLoosely';
  return schema?.entry !== undefined && !schema.entry.isKubernetes ? 'operator' : 'apiServer';
}

/** What holds at a value. */
export function inside(
  place: Place & Pick<Surroundings, 'isNarrowing'>,
  traits: Traits,
  ctx: WalkContext,
): Surroundings {
  const around = place.parent ?? outermost(ctx);
  const isBuiltIn = traits.isKubernetes ?? around.isBuiltIn;
  return {
    enforcedBy: enforcerOf(place, traits, around.enforcedBy, isBuiltIn),
    chart: traits.chart ?? around.chart,
    isBuiltIn,
    isInList: around.isInList || typeof place.step === 'number',
    isReadOnly: around.isReadOnly || traits.isReadOnly,
    isNarrowing: place.isNarrowing,
  };
}

function enforcerOf(
  { node, parent, step }: Place,
  traits: Traits,
  around: EnforcedBy,
  isBuiltIn: boolean,
): EnforcedBy {
  if (traits.isUnchecked) return 'nobody';
  const isPassedOn =
    parent !== undefined &&
    node.type === 'map' &&
    traits.keepsUnknown &&
    traits.properties !== undefined;
  if (isPassedOn) return 'nobody';
  if (around !== 'operator' && around !== 'program') return around;
  if (step === 'metadata' && parent?.parent === undefined) return 'apiServer';
  return isBuiltIn ? 'program' : 'operator';
}
