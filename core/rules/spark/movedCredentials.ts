/**
 * The fix that moves the keys of S3A out of `sparkConf`: a Secret behind the application, and the settings with which Spark makes
 * variables of it in driver and executors, where S3A finds them by itself.
 */
import type { Fix } from '../../findings/finding.ts';
import type { Visit } from '../../walk/visit.ts';
import { at, entries, get, text as textOf, type Entry } from '../../yaml/node.ts';
import { columnAlone, secretBehind, secretName } from '../containers/newSecret.ts';

const start = 'spark.hadoop.fs.s3a.';

const variables: ReadonlyMap<string, string> = new Map([
  [`${start}access.key`, 'AWS_ACCESS_KEY_ID'],
  [`${start}secret.key`, 'AWS_SECRET_ACCESS_KEY'],
  [`${start}session.token`, 'AWS_SESSION_TOKEN'],
]);

/** Undefined where something says otherwise how S3A comes to its credentials, or where the submission needs them itself. */
export function movedCredentials({ ctx, node }: Visit): Fix | undefined {
  const conf = get(node, 'sparkConf');
  const object = textOf(at(ctx.root, ['metadata', 'name']));
  const all = entries(conf);
  const plain = all.filter(({ key }) => variables.has(key.source));
  if (object === undefined || !isPair(plain) || isOtherwise(all)) return undefined;
  if (entries(get(node, 'hadoopConf')).some(({ key }) => key.source.startsWith('fs.s3a.')))
    return undefined;
  const mode = textOf(get(node, 'mode'));
  if (mode !== undefined && mode !== 'cluster') return undefined;
  const name = secretName([object, 's3']);
  const moved = plain.map((entry) => movedEntry(ctx.text, entry, name));
  const data = plain.map(
    ({ key, value }) => [variables.get(key.source) ?? '', textOf(value) ?? ''] as const,
  );
  const behind = secretBehind(ctx, { name, data });
  if (!behind || moved.includes(undefined)) return undefined;
  return {
    title: `Move the credentials into the Secret ${name}`,
    edits: [...moved.flatMap((edit) => (edit ? [edit] : [])), behind],
  };
}

/** S3A takes variables only where both keys are there. */
function isPair(plain: readonly Entry[]): boolean {
  const keys = plain.map(({ key }) => key.source);
  return (
    keys.includes(`${start}access.key`) &&
    keys.includes(`${start}secret.key`) &&
    plain.every(({ value }) => !value.filledIn && isPlain(textOf(value)))
  );
}

function isPlain(written: string | undefined): boolean {
  return written !== undefined && written !== '' && !/[${}]/.test(written);
}

/** A provider of credentials, keys of single buckets, variables that are there already, files that the submission sends itself. */
function isOtherwise(all: readonly Entry[]): boolean {
  return all.some(({ key }) =>
    /aws\.credentials\.provider|fs\.s3a\.bucket\.|secretKeyRef\.AWS_|Env\.AWS_|driverEnv\.AWS_|file\.upload\.path|security\.credential/.test(
      key.source,
    ),
  );
}

function movedEntry(
  text: string,
  { key, value }: Entry,
  secret: string,
): Fix['edits'][number] | undefined {
  const column = columnAlone(text, key.span[0]);
  const variable = variables.get(key.source) ?? '';
  const isOneLine = !text.slice(key.span[0], value.span[1]).includes('\n');
  if (column === undefined || !isOneLine || value.span[0] < key.span[1]) return undefined;
  const lines = ['driver', 'executor'].map(
    (role) => `spark.kubernetes.${role}.secretKeyRef.${variable}: ${secret}:${variable}`,
  );
  return [[key.span[0], value.span[1]], lines.join(`\n${' '.repeat(column)}`)];
}
