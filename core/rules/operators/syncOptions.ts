/** Options of Argo CD, of an Application or of one object. */
import { quote } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';

/** With the values that mean something. */
const values: ReadonlyMap<string, readonly string[]> = new Map([
  ...[
    ...['ApplyOutOfSyncOnly', 'ClientSideApplyMigration', 'CreateNamespace'],
    ...['DisableClientSideApplyMigration', 'FailOnSharedResource', 'Force', 'PruneLast', 'Replace'],
    ...['RespectIgnoreDifferences', 'ServerSideApply', 'SkipDryRunOnMissingResource', 'Validate'],
  ].map((name): [string, readonly string[]] => [name, ['true', 'false']]),
  ['Delete', ['true', 'false', 'confirm']],
  ['Prune', ['true', 'false', 'confirm']],
  ['PrunePropagationPolicy', ['foreground', 'background', 'orphan']],
]);

export interface OptionProblem {
  readonly message: string;
  /** The option as it is probably meant. */
  readonly guess?: string;
}

/** Undefined for one that is read, and for a name that nobody knows here. */
export function problemOfOption(option: string): OptionProblem | undefined {
  const [written = '', ...rest] = option.split('=');
  const [key, value] = [written.trim(), rest.join('=').trim()];
  const names = [...values.keys()];
  const name = values.has(key) ? key : nearest(key, names);
  const known = name === undefined ? undefined : values.get(name);
  if (name === undefined || !known) return undefined;
  const meant = known.find((each) => each === value.toLowerCase());
  const right = meant === undefined ? undefined : `${name}=${meant}`;
  if (right === option) return undefined;
  const guess = right ?? (value === '' ? `${name}=${known[0] ?? ''}` : undefined);
  const what =
    guess === undefined
      ? `write one of ${known.map((each) => `${name}=${each}`).join(', ')}`
      : `write ${guess}`;
  return {
    message: `Argo CD passes over ${quote(option)}: ${what}`,
    ...(guess !== undefined && { guess }),
  };
}
