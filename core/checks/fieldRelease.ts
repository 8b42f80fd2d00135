/** A field of Kubernetes' own that a server of the release in force has not, or only where somebody turns it on. */
import { quote } from '../formats/format.ts';
import { fieldState } from '../schema/kubernetesRelease.ts';
import { gatesInWords } from '../schema/releaseWords.ts';
import type { Visit } from '../walk/visit.ts';
import type { Check, Claim } from './check.ts';

export const newerField: Check = {
  code: 'newer-field',
  severity: 'warning',
  summary:
    'The field came with a later release of Kubernetes than the one that the manifest is for.',
  claims: 'advice',
  ofWords: ['x-since', 'x-feature'],
  check(visit, report) {
    const state = stateOf(visit);
    if (state?.is !== 'later' || !visit.keySpan) return;
    const { release = '' } = visit.ctx;
    const name = quote(String(visit.step));
    report(
      visit.keySpan,
      `${name} came with Kubernetes ${state.since}: a server of ${release} drops it, or refuses the object`,
    );
  },
};

/** Said of kinds, too. */
export const offByDefault: Claim = {
  code: 'off-by-default',
  severity: 'warning',
  summary: 'A server has the kind or the field only where an alpha or beta feature is turned on.',
  claims: 'advice',
};

export const fieldOffByDefault: Check = {
  ...offByDefault,
  ofWords: ['x-since', 'x-feature'],
  check(visit, report) {
    const state = stateOf(visit);
    if (state?.is !== 'off' || !visit.keySpan) return;
    const { release = '' } = visit.ctx;
    const name = quote(String(visit.step));
    const gates = gatesInWords(state.feature.gates);
    const [are, them] = state.feature.gates.length > 1 ? ['are', 'them'] : ['is', 'it'];
    report(
      visit.keySpan,
      `${name} needs ${gates}, which ${are} off by default in Kubernetes ${release}: without ${them} the server drops the field`,
    );
  },
};

/** Only where the API server reads the field for itself. */
export function stateOf({
  schema,
  ctx,
  enforcedBy,
  isReadOnly,
}: Visit): ReturnType<typeof fieldState> | undefined {
  if (!schema || ctx.release === undefined || isReadOnly || enforcedBy !== 'apiServer')
    return undefined;
  if (!schema['x-since'] && !schema['x-feature']) return undefined;
  if (ctx.newestKnown !== undefined) return undefined;
  return fieldState(schema, ctx.release);
}
