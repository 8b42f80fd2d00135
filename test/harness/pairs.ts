/**
 * Facts with a wrong manifest and its corrected twin, `test/unit/knownFacts/pairs/*.yaml`: by the name of the fact one pair, or a
 * list of them. `on` names a manifest of `bases.yaml`, or a part of one; what is wrong there is `bad`, by paths or at the one of
 * `set`, and what is right is `good` (absent: the base as it is). A pair without `on` has whole texts.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { changed, pathOf, type Manifest } from '../../tools/rules/changed.ts';
import { repositoryRoot } from './manifests.ts';

export interface Pair {
  readonly fact: string;
  readonly bad: string;
  readonly good: string;
  /** Codes that may tell it; one is enough. */
  readonly told: readonly string[];
  readonly as: 'error' | 'warning' | 'information' | 'hint';
  /** What the API server does with the bad one, where its severity does not say it; `none`: it has no address for it. */
  readonly server?: 'accepts' | 'none';
  /** The field that the server blames where it is another one. */
  readonly blames?: string;
  /** Where it is told: the steps to one of these, or to what it stands in. Empty: anywhere. */
  readonly places: readonly (readonly (string | number)[])[];
}

/** A fact that nothing tells. */
interface Untold {
  readonly why: string;
}

interface Written extends Partial<Pick<Pair, 'as' | 'server' | 'blames' | 'told'>> {
  readonly on?: string;
  readonly set?: string;
  readonly at?: string;
  readonly bad: unknown;
  readonly good?: unknown;
}

/** A manifest, or a part of one: `{ $in: pod, $at: 'spec.containers[0]' }`. */
type Base = Manifest & { readonly $in?: string; readonly $at?: string };

const folder = join(repositoryRoot, 'test/unit/knownFacts/pairs');

export function pairFiles(): string[] {
  return globSync('*.yaml', { cwd: folder })
    .filter((file) => file !== 'bases.yaml')
    .sort();
}

export function readPairs(file: string): Pair[] {
  const bases = read('bases.yaml') as Record<string, Base>;
  return Object.entries(readRows(file)).flatMap(([fact, row]) =>
    [row]
      .flat()
      .flatMap((each) =>
        'why' in each ? [] : pairOf(`${basename(file)}: ${fact}`, fact, each, bases),
      ),
  );
}

function readRows(file: string): Record<string, Untold | Written | readonly Written[]> {
  return read(file) as ReturnType<typeof readRows>;
}

function read(file: string): unknown {
  return parse(readFileSync(join(folder, file), 'utf8'), { merge: true, maxAliasCount: -1 });
}

function pairOf(
  where: string,
  fact: string,
  { on, set, at, bad, good, told = [], as = 'error', server, blames }: Written,
  bases: Readonly<Record<string, Base>>,
): Pair {
  const rest = { fact, told, as, ...(server && { server }), ...(blames && { blames }) };
  if (on === undefined) return { ...rest, bad: String(bad), good: String(good), places: [] };
  const base = bases[on];
  if (!base) throw new Error(`${where} names the base "${on}", which is not there`);
  const { $in, $at = '' } = base;
  const whole = $in === undefined ? base : bases[$in];
  if (!whole)
    throw new Error(`bases.yaml: "${on}" is a part of "${$in ?? ''}", which is not there`);
  const full = (path: string): string =>
    $at === '' || path === '' ? $at + path : `${$at}${path.startsWith('[') ? '' : '.'}${path}`;
  const changes = (value: unknown): Record<string, unknown> =>
    set !== undefined
      ? { [full(set)]: value }
      : Object.fromEntries(Object.entries(value ?? {}).map(([path, each]) => [full(path), each]));
  const wrong = changes(bad);
  return {
    ...rest,
    bad: changed(whole, wrong),
    good: changed(whole, good === undefined ? {} : changes(good)),
    places: (at === undefined ? Object.keys(wrong) : [full(at)]).map(pathOf),
  };
}
