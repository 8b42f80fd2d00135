/** Texts that are cheap to write and may be dear to read, as data: a family makes one of any size. */

export interface Family {
  readonly name: string;
  /** The text with `count` of whatever the family has many of. */
  readonly make: (count: number) => string;
  /** Counts that the long attack tries, the smallest first. */
  readonly counts: readonly number[];
  /** The file's name; a manifest of no particular name unless said. */
  readonly file?: string;
}

export const K = 1000;

export function repeat(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join('');
}

/** The first lines of a manifest. */
export function head(kind: string, apiVersion = 'v1'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n`;
}

/** A Pod of one container, open at its end: lines indented by two go on with its spec, by four with its container. */
export function pod(rest = ''): string {
  return `${head('Pod')}spec:\n  containers:\n  - name: a\n    image: a:1\n${rest}`;
}

/** A Service account's neighbours: a pod template within a workload. */
export function deployment(spec: string): string {
  return `${head('Deployment', 'apps/v1')}spec:\n${spec}  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a:1}]}}\n`;
}
