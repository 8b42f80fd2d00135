// `node tools/keda/importTriggers.ts FOLDER`: writes core/rules/operators/kedaFields.ts from the Go sources of KEDA (the folder
// with `pkg`), which say in tags of their structs what each scaler reads and from where.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const target = join(import.meta.dirname, '../../core/rules/operators/kedaFields.ts');

interface Struct {
  readonly fields: readonly Field[];
  readonly hasIndex: boolean;
}

interface Field {
  readonly type: string;
  readonly tag: string;
}

/** The text of the file: a line for each type of trigger. */
export function triggerFields(folder: string): string {
  const files = globSync('pkg/scalers/**/*.go', { cwd: folder })
    .filter((file) => !file.endsWith('_test.go'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  const structs = new Map<string, Struct>();
  for (const { file, text } of files)
    for (const [name, struct] of structsOf(text)) {
      structs.set(`${basename(dirname(file))}.${name}`, struct);
    }
  const builder = readFileSync(join(folder, 'pkg/scaling/scalers_builder.go'), 'utf8');
  const lines: string[] = [];
  for (const [, type = '', maker = ''] of builder.matchAll(
    /case "([\w-]+)":\s+return scalers\.(\w+)\(/g,
  )) {
    const own = files.find(({ text }) => text.includes(`func ${maker}(`));
    const root = own && rootOf(own.text);
    const fields = root && fieldsOf(root, structs, 'scalers', false);
    if (!fields) continue;
    const read = [...own.text.matchAll(/TriggerMetadata\["(\w+)"\]/g)].map(([, name = '']) => name);
    const known = new Set(fields.map((field) => /^-?(\w+)/.exec(field)?.[1]));
    const more = [...new Set(read)].filter((name) => !known.has(name));
    const key = /^\w+$/.test(type) ? type : `'${type}'`;
    lines.push(`  ${key}: '${[...new Set([...fields, ...more])].join(' ')}',`);
  }
  return [header, ...lines, '};', ''].join('\n');
}

const header = `// Written by tools/keda/importTriggers.ts from the sources of KEDA v2.21.0, do not edit.
/**
 * The fields of the metadata of triggers, by type: \`name!:integer=a|b/tea\`. \`!\`: it cannot be made without; then what it is
 * read as, its choices, and where it is read: metadata (t), a variable of the pod (e), a TriggerAuthentication (a); without a
 * slash metadata alone. \`-name\`: refused.
 */
export const kedaFields: Readonly<Record<string, string>> = {`;

function* structsOf(text: string): Generator<[string, Struct]> {
  for (const [, name = '', body = ''] of text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)) {
    const fields = [...body.matchAll(/^\t(?:\w+\s+)?([\w.*[\]]+)\s+`keda:"([^"]*)"`/gm)].map(
      ([, type = '', tag = '']) => ({ type, tag }),
    );
    yield [name, { fields, hasIndex: /\btriggerIndex\b/i.test(body) }];
  }
}

/** The struct of a scaler's own file that knows its trigger. */
function rootOf(text: string): Struct | undefined {
  const roots = [...structsOf(text)].filter(
    ([, { fields, hasIndex }]) => hasIndex && fields.length > 0,
  );
  return roots.length === 1 ? roots[0]?.[1] : undefined;
}

/** Undefined where a part of it is not found. */
function fieldsOf(
  { fields }: Struct,
  structs: ReadonlyMap<string, Struct>,
  folder: string,
  isOptional: boolean,
): string[] | undefined {
  const found: string[] = [];
  for (const { type, tag } of fields) {
    const parts = partsOf(tag);
    const isFree = isOptional || parts.has('optional');
    if (!parts.has('name')) {
      const name = type.replace('*', '');
      const inner = structs.get(name.includes('.') ? name : `${folder}.${name}`);
      const innerFields = inner && fieldsOf(inner, structs, name.split('.')[0] ?? '', isFree);
      if (!innerFields) return undefined;
      found.push(...innerFields);
      continue;
    }
    for (const name of (parts.get('name') ?? '').split(';')) {
      const isNeeded = !isFree && !parts.has('default') && !(parts.get('name') ?? '').includes(';');
      found.push(written(name, type, parts, isNeeded));
    }
  }
  return found;
}

function partsOf(tag: string): ReadonlyMap<string, string> {
  // What follows `deprecated` are words, with commas.
  const [before = ''] = tag.split(/,\s*deprecated(?:Announce)?=/);
  const parts = before.split(',').map((part): [string, string] => {
    const [key = '', value = ''] = part.split('=');
    return [key.trim(), value.trim()];
  });
  return new Map([...parts, ...(/,\s*deprecated=/.test(tag) ? [['refused', ''] as const] : [])]);
}

function written(
  name: string,
  type: string,
  parts: ReadonlyMap<string, string>,
  isNeeded: boolean,
): string {
  if (parts.has('refused')) return `-${name}`;
  const from = (parts.get('order') ?? '')
    .split(';')
    .map((place) => ({ triggerMetadata: 't', resolvedEnv: 'e', authParams: 'a' })[place] ?? '')
    .sort()
    .reverse()
    .join('');
  const kind = kinds.get(type);
  const choices = parts.get('enum');
  return [
    name,
    isNeeded ? '!' : '',
    kind === undefined ? '' : `:${kind}`,
    choices === undefined ? '' : `=${choices.replaceAll(';', '|')}`,
    from === 't' ? '' : `/${from}`,
  ].join('');
}

const kinds: ReadonlyMap<string, string> = new Map([
  ...['int', 'int32', 'int64', 'uint64'].map((type): [string, string] => [type, 'integer']),
  ...['float64', 'float32'].map((type): [string, string] => [type, 'number']),
  ['bool', 'boolean'],
  ['time.Duration', 'duration'],
]);

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('usage: node tools/keda/importTriggers.ts FOLDER');
  writeFileSync(target, triggerFields(folder));
}
