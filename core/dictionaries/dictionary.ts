/** The configuration keys of a program: which there are, in which of its editions, and what they take. */
import { groupBy } from '../../shared/groupBy.ts';
import { own } from '../../shared/own.ts';
import type { ConfigKey } from './configKey.ts';
import { NearKeys } from './nearKeys.ts';
import { compareVersions } from './versions.ts';

/** Keys of another dictionary, by what stands before them: `spark.hadoop.` and the keys of Hadoop. */
export interface Include {
  /** A part `*` stands for one name. */
  readonly prefix: string;
  readonly of: string;
  /** What the other dictionary has in place of the prefix. */
  readonly as?: string;
}

export interface DictionaryHead {
  /** For a person: `Spark`. */
  readonly title: string;
  /** The oldest first. */
  readonly editions: readonly string[];
  readonly includes: readonly Include[];
  readonly docUrl?: string;
  /** A key that holds this may be anybody's: an extension's. */
  readonly free?: string;
  /** What keys begin with that the program reads and that no table lists. */
  readonly unlisted?: readonly string[];
  /** What may follow a key's name, so that its value says where the program finds that of the key: `_cmd`, `_secret`. */
  readonly elsewhere?: readonly string[];
  /** Keys mean the same in capital letters. */
  readonly ignoresCase?: boolean;
  /** The tables of each edition are whole: a key that only one of them has is in no other. */
  readonly areEditionsWhole?: boolean;
  /** In lines of a text a value ends where a comment begins, and may stand in quotes. */
  readonly hasComments?: boolean;
  /** The newest version that the keys are of: of a later one nothing is said to be unknown. */
  readonly newest?: string;
}

/** `dist/schemas/dictionary.<name>.json` */
export interface DictionaryFile extends DictionaryHead {
  readonly keys: readonly ConfigKey[];
}

export class Dictionary {
  readonly name: string;
  readonly head: DictionaryHead;
  readonly #keys: readonly ConfigKey[];
  readonly #byName: ReadonlyMap<string, readonly ConfigKey[]>;
  readonly #families: readonly Family[];
  #near: NearKeys | undefined;

  constructor(name: string, { keys, ...head }: DictionaryFile) {
    this.name = name;
    this.head = head;
    this.#keys = keys;
    this.#byName = groupBy(keys, ({ key }) => this.#plain(key));
    this.#families = [...this.#byName.keys()].filter((key) => key.includes('[')).map(familyOf);
  }

  /** What is said of a key, of a version where one is given; a family where the key is one of it. Empty: nothing. */
  find(key: string, version?: string): readonly ConfigKey[] {
    const rows = this.#byName.get(this.#plain(key)) ?? this.#ofFamily(key);
    if (rows.length < 2 || version === undefined) return rows;
    const edition = this.editionOf(version);
    const own = rows.filter(({ editions }) => !editions || editions.includes(edition));
    return own.length > 0 ? own : rows;
  }

  /** The editions that alone have a key; undefined where all have it, where its own row says more, or where nobody knows. */
  editionsWith(key: string): readonly string[] | undefined {
    const rows = this.head.areEditionsWhole ? this.find(key) : none;
    const isToldByRow = rows.some(({ since, removed }) => since ?? removed);
    if (rows.length === 0 || isToldByRow || rows.some(({ editions }) => !editions))
      return undefined;
    const having = new Set(rows.flatMap(({ editions = [] }) => editions));
    const { editions } = this.head;
    return having.size < editions.length ? editions.filter((each) => having.has(each)) : undefined;
  }

  /** Whether the value of a key says where that of another is found. */
  saysWhere(key: string): boolean {
    const { elsewhere = [] } = this.head;
    return elsewhere.some(
      (ending) => key.endsWith(ending) && this.find(key.slice(0, -ending.length)).length > 0,
    );
  }

  /** All keys of a version. */
  keysOf(version?: string): readonly ConfigKey[] {
    if (this.head.editions.length === 0) return this.#keys;
    const edition = this.editionOf(version);
    return this.#keys.filter(({ editions }) => !editions || editions.includes(edition));
  }

  /** The edition that a version belongs to; the newest where none is said. */
  editionOf(version: string | undefined): string {
    const { editions } = this.head;
    const newest = editions.at(-1) ?? '';
    if (version === undefined) return newest;
    return (
      editions.findLast((edition) => compareVersions(edition, version) <= 0) ?? editions[0] ?? ''
    );
  }

  /** Keys that one may have been meant to be. */
  get near(): NearKeys {
    return (this.#near ??= new NearKeys(this.#keys));
  }

  #plain(key: string): string {
    return this.head.ignoresCase ? key.toLowerCase() : key;
  }

  #ofFamily(key: string): readonly ConfigKey[] {
    const family = this.#families.find((each) => isOfFamily(each, key));
    return (family && this.#byName.get(family.pattern)) ?? none;
  }
}

const none: readonly ConfigKey[] = [];

interface Family {
  readonly pattern: string;
  /** Up to the first name. */
  readonly start: string;
  readonly parts: readonly string[];
}

function familyOf(pattern: string): Family {
  return { pattern, start: pattern.slice(0, pattern.indexOf('[')), parts: pattern.split('.') };
}

/** A name at the end of the pattern may have dots. */
function isOfFamily({ start, parts }: Family, key: string): boolean {
  if (!key.startsWith(start) || key.length === start.length) return false;
  const written = key.split('.');
  const isOpenEnd = parts.at(-1)?.startsWith('[') === true;
  if (isOpenEnd ? written.length < parts.length : written.length !== parts.length) return false;
  return parts.every((part, index) => part.startsWith('[') || part === written[index]);
}

/** The dictionaries that there are, each read when it is first asked for. */
export class Dictionaries {
  readonly #read: (name: string) => string;
  readonly #known: Record<string, Dictionary> = {};

  constructor(read: (name: string) => string) {
    this.#read = read;
  }

  of(name: string): Dictionary {
    return own(this.#known, name) ?? (this.#known[name] = this.#load(name));
  }

  /** The dictionary that a key is of by what it begins with, and what the key is called there. */
  includedIn(
    { name, head }: Dictionary,
    key: string,
  ): { readonly dictionary: Dictionary; readonly key: string } | undefined {
    for (const { prefix, of, as = '' } of head.includes) {
      const rest = restAfter(prefix, key);
      if (rest === undefined || rest === '') continue;
      // A dictionary that includes itself has the plain key.
      if (of === name && as + rest === key) continue;
      return { dictionary: this.of(of), key: as + rest };
    }
    return undefined;
  }

  #load(name: string): Dictionary {
    const file = JSON.parse(this.#read(`dictionary.${name}`)) as DictionaryFile;
    return new Dictionary(name, file);
  }
}

function restAfter(prefix: string, key: string): string | undefined {
  const [start = '', end] = prefix.split('*');
  if (!key.startsWith(start)) return undefined;
  if (end === undefined) return key.slice(start.length);
  const from = key.indexOf(end, start.length);
  return from <= start.length ? undefined : key.slice(from + end.length);
}
