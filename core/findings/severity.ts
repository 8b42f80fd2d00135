/** How severe a finding is: what it claims, against who would refuse the manifest at its place. One table for all checks. */
import type { Severity } from './finding.ts';

/**
 * What a finding claims to be wrong.
 * `shape`: a field or a type that the published schema does not have.
 * `limit`: a bound that the schema sets to a value: a range, a length, a fixed set.
 * `value`: a grammar or a condition that stands in no published schema.
 * `absence`: something that must be there is not.
 * `reference`: a name that leads to nothing in the same object.
 * `advice`: the manifest is taken as it is, and most probably does not do what is meant.
 */
export type Claims = 'shape' | 'limit' | 'value' | 'absence' | 'reference' | 'advice';

/**
 * Who refuses a wrong value at a place.
 * `apiServer`: the API server, when the object is sent. `webhook`: the webhook of an operator, at the same moment.
 * `operator`: the place is a custom resource's own. Its CRD says shape and limits, the operator reads the rest later.
 * `program`: the place is a built-in part of a custom resource, such as a pod template. Its CRD says the shape; what is made
 * of the part later is refused for the rest.
 * `helm`: the place is a value of a chart, which Helm renders and sends.
 * `tool`: the place is in a file that a tool reads and refuses as a whole. `toolLoosely`: it refuses only what is missing.
 * `nobody`: the API server passes the place on unread.
 */
export type EnforcedBy =
  'apiServer' | 'webhook' | 'operator' | 'program' | 'helm' | 'tool' | 'toolLoosely' | 'nobody';

type Verdict = 'asWritten' | 'warning' | 'silence';

const asWritten = { shape: 'asWritten', limit: 'asWritten', value: 'asWritten' } as const;
const whole = { ...asWritten, absence: 'asWritten', reference: 'asWritten' } as const;

const verdicts: Readonly<Record<EnforcedBy, Readonly<Record<Exclude<Claims, 'advice'>, Verdict>>>> =
  {
    apiServer: whole,
    webhook: whole,
    helm: whole,
    tool: whole,
    toolLoosely: {
      shape: 'warning',
      limit: 'warning',
      value: 'warning',
      absence: 'asWritten',
      reference: 'warning',
    },
    operator: { ...whole, value: 'warning', reference: 'warning' },
    program: {
      shape: 'asWritten',
      limit: 'warning',
      value: 'warning',
      absence: 'warning',
      reference: 'warning',
    },
    nobody: {
      shape: 'warning',
      limit: 'warning',
      value: 'warning',
      absence: 'silence',
      reference: 'warning',
    },
  };

/** The severity in force; undefined where nothing is to be said. Only an error can be softened. */
export function severityOf(
  claims: Claims,
  enforcedBy: EnforcedBy,
  written: Severity,
): Severity | undefined {
  const verdict = claims === 'advice' ? 'asWritten' : verdicts[enforcedBy][claims];
  if (verdict === 'silence') return undefined;
  return verdict === 'warning' && written === 'error' ? 'warning' : written;
}
