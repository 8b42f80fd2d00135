/** Where data lies outside of the cluster, by the addresses in the text of an object: buckets, file systems, databases. */

export interface Address {
  /** `bucket`, `file system`, `Hive metastore`, `database`. */
  readonly kind: string;
  /** Without path, user and password: `s3a://warehouse`. */
  readonly text: string;
}

/** Each once, in the order of the text. */
export function addressesIn(text: string): Address[] {
  const found = new Map<string, Address>();
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    const scheme = schemeBefore(text, at);
    const kind = kindOf(scheme);
    if (kind === undefined) continue;
    const host = hostBehind(text, at + sign.length);
    if (host === '') continue;
    const address = `${scheme}${sign}${host}`;
    found.set(address, { kind, text: address });
  }
  return [...found.values()];
}

const sign = '://';
/** No scheme and no name of a host is longer. */
const longest = 255;

function schemeBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < longest && /[a-z0-9:+.-]/i.test(text[start - 1] ?? '')) start--;
  return text.slice(start, end).replace(/^:+/, '').toLowerCase();
}

/** Up to the path; what stands before an `@` may be a password. */
function hostBehind(text: string, start: number): string {
  let end = start;
  while (
    end < text.length &&
    end - start < longest &&
    !/[\s"'`,;()<>[\]{}/?#\\]/.test(text[end] ?? '')
  )
    end++;
  const authority = text.slice(start, end);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return /^[\w.:-]+$/.test(host) ? host : '';
}

function kindOf(scheme: string): string | undefined {
  if (scheme.startsWith('jdbc:')) return 'database';
  return kinds.get(scheme);
}

const kinds: ReadonlyMap<string, string> = new Map([
  ...['s3', 's3a', 's3n', 'gs', 'oss', 'cosn', 'obs'].map((scheme) => [scheme, 'bucket'] as const),
  ...['hdfs', 'abfs', 'abfss', 'wasb', 'wasbs'].map((scheme) => [scheme, 'file system'] as const),
  ['thrift', 'Hive metastore'],
  ...['postgresql', 'postgres', 'postgresql+psycopg2', 'mysql', 'mysql+pymysql'].map(
    (scheme) => [scheme, 'database'] as const,
  ),
]);
