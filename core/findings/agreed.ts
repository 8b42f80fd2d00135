/** What is refused whichever of several schemas is meant: CRDs of two clusters in one workspace may say different things. */
import type { Work } from '../pacing/work.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { Finding, Severity } from './finding.ts';

/** The findings under the first schema that every other one has at the same place, too, with the mildest severity. */
export function* agreed(
  [first, ...others]: readonly [TypedSchema, ...TypedSchema[]],
  findingsUnder: (schema: TypedSchema) => Work<Finding[]>,
): Work<Finding[]> {
  let findings = yield* findingsUnder(first);
  for (const schema of others) {
    if (findings.length === 0) break;
    const byPlace = new Map((yield* findingsUnder(schema)).map((each) => [placeOf(each), each]));
    findings = findings.flatMap((finding) => {
      const same = byPlace.get(placeOf(finding));
      return same ? [{ ...finding, severity: milder(finding.severity, same.severity) }] : [];
    });
  }
  return findings;
}

const placeOf = ({ code, span: [start, end] }: Finding): string =>
  `${code} ${String(start)} ${String(end)}`;

const order: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

const milder = (one: Severity, other: Severity): Severity =>
  order.indexOf(one) > order.indexOf(other) ? one : other;
