// Manifests with one fault each, made from good ones by a seeded hand: some are still fine, the API server knows which.
import { parseDocument, stringify } from 'yaml';

export interface Mutant {
  /** What was done, e.g. `delete`. */
  readonly fault: string;
  /** Of the value that was changed, e.g. `spec.containers.0.image`. */
  readonly path: string;
  readonly text: string;
}

/** Numbers from 0 to below 1, the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Up to `count` mutants of one document. */
export function mutantsOf(source: string, random: () => number, count: number): Mutant[] {
  const manifest = parseDocument(source, { merge: true }).toJS() as Value;
  const places = placesIn(manifest).filter(({ path }) => path.length > 1 || random() < 0.3);
  const mutants = new Map<string, Mutant>();
  for (let round = 0; mutants.size < count && round < count * 4; round++) {
    const place = pick(places, random);
    const fault = pick(faults, random);
    const changed = place && fault?.make(structuredClone(manifest), place, random);
    if (!place || !fault || changed === undefined) continue;
    const text = render(changed);
    mutants.set(text, { fault: fault.name, path: place.path.join('.'), text });
  }
  return [...mutants.values()];
}

type Value = null | string | number | boolean | Value[] | { [key: string]: Value };
type Holder = Record<string | number, Value>;

interface Place {
  readonly path: readonly (string | number)[];
  readonly value: Value;
}

interface Fault {
  readonly name: string;
  /** The changed manifest; undefined where the fault does not fit the place. */
  readonly make: (manifest: Value, place: Place, random: () => number) => Value | undefined;
}

const texts = [
  ...[
    '',
    ' ',
    'a b',
    'UPPER',
    'under_score',
    '-a',
    'a-',
    'a..b',
    'a/b',
    '/a',
    '../a',
    'a.b.c/d',
    'é',
  ],
  ...['1', '*', 'a:b', 'a=b', '10.0.0.1', '10.0.0.300', '10.0.0.0/33', '::1', '1Gb', '-1Gi', '1.5'],
  ...['100%', '1e3', 'true', 'null', 'a\nb', 'Always', '5m', 'x'.repeat(64), 'x'.repeat(300)],
];
const numbers = [-1, 0, 1, 2, 100, 101, 256, 512, 30_000, 65_535, 65_536, 1.5, 2 ** 31, 2 ** 40];
/** Written as they are, without quotes. */
const raw = [
  ...['0644', '0o17', '0x1F', '1_000', '1e3', '1.0', '.5', '1e400', '.inf', '.nan', '+5', '08'],
  ...['yes', 'on', 'off', 'y', 'n', 'No', 'TRUE', '~', 'Null', '2024-01-01', '12:30', '*nope'],
  ...[
    '!!str 5',
    '!!int "5"',
    "'5'",
    '&a b',
    '|\n  text',
    '[a, b]',
    '{a: b}',
    '""',
    '=',
    '!foo bar',
  ],
];
const wrongTypes: Value[] = [null, '', {}, [], 5, true, 'text', ['a'], { a: 'b' }, [{}], [null]];

const faults: readonly Fault[] = [
  { name: 'delete', make: without },
  {
    name: 'wrong type',
    make: (manifest, place, random) => replaced(manifest, place, pick(wrongTypes, random)),
  },
  { name: 'text', make: onlyFor('string', (_value, random) => pick(texts, random)) },
  {
    name: 'near text',
    make: onlyFor('string', (value, random) => pick(nearTexts(value as string), random)),
  },
  { name: 'number', make: onlyFor('number', (_value, random) => pick(numbers, random)) },
  {
    name: 'raw',
    make: (manifest, place, random) =>
      typeof place.value === 'object'
        ? undefined
        : replaced(manifest, place, marked(pick(raw, random) ?? '')),
  },
  {
    name: 'misspelt key',
    make: (manifest, place, random) =>
      renamed(manifest, place, (key) => pick(nearKeys(key), random) ?? key),
  },
  { name: 'key of the parent', make: movedUp },
  { name: 'twice', make: repeated },
  {
    name: 'list',
    make: (manifest, place) =>
      replaced(manifest, place, Array.isArray(place.value) ? place.value[0] : [place.value]),
  },
  {
    name: 'unknown key',
    make: (manifest, place) =>
      isMapping(place.value)
        ? replaced(manifest, place, { ...place.value, enabled: true })
        : undefined,
  },
];

function placesIn(value: Value, path: readonly (string | number)[] = []): Place[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) =>
          placesIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return path.length === 0 ? below : [{ path, value }, ...below];
}

function holderOf(manifest: Value, path: Place['path']): Holder {
  let holder = manifest;
  for (const step of path.slice(0, -1)) holder = (holder as Holder)[step] ?? null;
  return holder as Holder;
}

function replaced(manifest: Value, { path }: Place, value: Value | undefined): Value | undefined {
  const last = path.at(-1);
  if (last === undefined || value === undefined) return undefined;
  holderOf(manifest, path)[last] = value;
  return manifest;
}

function without(manifest: Value, { path }: Place): Value {
  const holder = holderOf(manifest, path);
  const last = path.at(-1) ?? '';
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
  return manifest;
}

function onlyFor(
  type: 'string' | 'number',
  value: (old: Value, random: () => number) => Value | undefined,
): Fault['make'] {
  return (manifest, place, random) =>
    typeof place.value === type ? replaced(manifest, place, value(place.value, random)) : undefined;
}

function renamed(
  manifest: Value,
  { path }: Place,
  rename: (key: string) => string,
): Value | undefined {
  const last = path.at(-1);
  if (typeof last !== 'string' || path.length < 2) return undefined;
  const owner: Place = { path: path.slice(0, -1), value: null };
  const entries = Object.entries(holderOf(manifest, path)).map(
    ([key, value]) => [key === last ? rename(key) : key, value] as const,
  );
  return replaced(manifest, owner, Object.fromEntries(entries));
}

function movedUp(manifest: Value, place: Place): Value | undefined {
  const { path, value } = place;
  const last = path.at(-1);
  const above = path.slice(0, -1);
  const target = holderOf(manifest, above);
  if (typeof last !== 'string' || above.length === 0 || Array.isArray(target) || last in target)
    return undefined;
  without(manifest, place);
  target[last] = value;
  return manifest;
}

function repeated(manifest: Value, place: Place): Value | undefined {
  const { value } = place;
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return replaced(manifest, place, [...value, structuredClone(value[0] ?? null)]);
}

function nearTexts(text: string): string[] {
  const first = text.charAt(0);
  return [
    text.toLowerCase(),
    text.toUpperCase(),
    text.slice(0, -1),
    `${text}x`,
    `-${text}`,
    `${text}-`,
    first.toUpperCase() + text.slice(1),
    text.repeat(40),
  ];
}

function nearKeys(key: string): string[] {
  return [
    `${key}s`,
    key.charAt(0).toUpperCase() + key.slice(1),
    key.toLowerCase(),
    key.slice(0, -1),
    key.replace(/(.)(.)$/, '$2$1'),
  ];
}

function isMapping(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pick<T>(from: readonly T[], random: () => number): T | undefined {
  return from[Math.floor(random() * from.length)];
}

/** Stands for a text that is written without quotes. */
function marked(text: string): string {
  return `@@${Buffer.from(text).toString('hex')}@@`;
}

function render(manifest: Value): string {
  const text = stringify(manifest, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
  return text.replace(/"?@@([0-9a-f]*)@@"?/g, (_match, hex: string) =>
    Buffer.from(hex, 'hex').toString(),
  );
}
