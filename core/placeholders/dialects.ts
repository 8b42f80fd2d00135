/**
 * What a placeholder looks like: text that another tool fills in before an API server reads the manifest. One row a notation;
 * whoever asks goes through `placeholdersIn`.
 */

/** A notation of placeholders. */
export interface Dialect {
  readonly id: DialectId;
  /** Who fills them in, for a person: `filled in by …`. */
  readonly by: string;
  /** Characters that one begins with. */
  readonly opening: string;
  /** Reads the one that begins at an offset of a text; undefined where none does. */
  read(text: string, at: number): Part | undefined;
}

export type DialectId =
  | 'sops'
  | 'flux'
  | 'environment'
  | 'expression'
  | 'kustomize'
  | 'template'
  | 'ytt'
  | 'vault'
  | 'vals'
  | 'marked'
  | 'own';

/** A placeholder in a text. Offsets count in the text. */
export interface Part {
  readonly start: number;
  readonly end: number;
  /** What it becomes where nothing else is given: `2` of `${x:=2}`. */
  readonly fallback?: { readonly start: number; readonly end: number };
  /** `$$`: only where other placeholders are filled in too does it become a sign by itself. */
  readonly isEscape?: true;
}

export const dialects: readonly Dialect[] = [
  { id: 'sops', by: 'SOPS', opening: 'ENC[', read: readEncrypted },
  { id: 'environment', by: 'envsubst or a tool like it', opening: '$', read: readVariable },
  { id: 'expression', by: 'another tool', opening: '${', read: readExpression },
  { id: 'kustomize', by: 'kustomize', opening: '$(', read: readKustomizeVariable },
  { id: 'template', by: 'a template engine', opening: '{{', read: between('{{', '}}') },
  { id: 'template', by: 'a template engine', opening: '{%', read: between('{%', '%}') },
  { id: 'template', by: 'a template engine', opening: '<%', read: between('<%', '%>') },
  { id: 'ytt', by: 'ytt', opening: '(@', read: between('(@', '@)') },
  { id: 'vault', by: 'the Vault plugin of Argo CD', opening: '<path:', read: between('<', '>') },
  { id: 'vals', by: 'vals', opening: 'ref+', read: readReference },
  { id: 'vals', by: 'vals', opening: 'secretref+', read: readReference },
  { id: 'marked', by: 'a script', opening: '__', read: readMarked },
];

/** `<name>` is one where the document says that the Vault plugin of Argo CD reads it. */
export const vaultNames: Dialect = {
  id: 'vault',
  by: 'the Vault plugin of Argo CD',
  opening: '<',
  read: (text, at) => matchAt(/<[A-Za-z0-9_.-]+(?: ?\|[^<>\n]*)?>/y, text, at),
};

const titles: ReadonlyMap<DialectId, string> = new Map([
  ...[...dialects].map(({ id, by }) => [id, by] as const),
  ['flux', 'Flux'],
  ['own', 'a tool that your settings name'],
]);

/** Who fills in what the dialect looks like, for a person. */
export function titleOf(id: DialectId): string {
  return titles.get(id) ?? id;
}

/** Characters of a placeholder; an opening sign without its end is looked at no further. */
const maxLength = 2_000;

function readEncrypted(text: string, at: number): Part | undefined {
  return matchAt(/ENC\[AES256_GCM,[^\]\n]*\]/y, text, at);
}

/** `$NAME`, but not what a merge patch says about the merging. */
const shellName =
  /\$(?!patch\b|retainKeys\b|setElementOrder\/|deleteFromPrimitiveList\/)[A-Za-z_]\w*/y;

/** `$NAME`, `${NAME}`, `${NAME:=2}` and the other forms of a shell; `$$` is written for `$`. */
function readVariable(text: string, at: number): Part | undefined {
  if (text.startsWith('$$', at)) return { start: at, end: at + 2, isEscape: true };
  if (text[at + 1] !== '{') {
    const isInWord = at > 0 && /[A-Za-z0-9]/.test(text.charAt(at - 1));
    return isInWord ? undefined : matchAt(shellName, text, at);
  }
  const end = closingBrace(text, at + 1);
  if (end === undefined) return undefined;
  const inside = text.slice(at + 2, end - 1);
  const name = /^#?[A-Za-z_]\w*/.exec(inside)?.[0];
  if (name === undefined) return undefined;
  const operator = /^(?::?[-=]|:?[+?]|[#%]{1,2}|\/{1,2}|\^{1,2}|,{1,2}|:\d)/.exec(
    inside.slice(name.length),
  )?.[0];
  if (operator === undefined) return name.length === inside.length ? { start: at, end } : undefined;
  const start = at + 2 + name.length + operator.length;
  const hasFallback = /^:?[-=]$/.test(operator) && start < end - 1;
  const isPlain = hasFallback && !/[${}]/.test(text.slice(start, end - 1));
  return { start: at, end, ...(isPlain && { fallback: { start, end: end - 1 } }) };
}

/** Anything else in `${ }`; digits are groups of a regular expression. */
function readExpression(text: string, at: number): Part | undefined {
  const end = closingBrace(text, at + 1);
  if (end === undefined || !/[A-Za-z"'!(_]/.test(text.charAt(at + 2))) return undefined;
  return { start: at, end };
}

function readKustomizeVariable(text: string, at: number): Part | undefined {
  return matchAt(/\$\([A-Za-z_][\w.\-[\]'"*]*\)/y, text, at);
}

/** A reference of vals, as helmfile takes it: `ref+vault://secret/database#/password`. */
function readReference(text: string, at: number): Part | undefined {
  return matchAt(/(?:secret)?ref\+[a-z][a-z0-9_]{0,40}:\/\/[^\s"'<>]*/y, text, at);
}

/** `__NAME__`, as scripts with sed have it; a variable of Airflow has the same signs inside of its name. */
function readMarked(text: string, at: number): Part | undefined {
  const part = matchAt(/__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?![A-Za-z0-9_])/y, text, at);
  return part && /[A-Za-z0-9_]/.test(text.charAt(at - 1)) ? undefined : part;
}

function between(opening: string, closing: string): Dialect['read'] {
  return (text, at) => {
    const end = text.slice(at, at + maxLength).indexOf(closing, opening.length);
    return end === -1 ? undefined : { start: at, end: at + end + closing.length };
  };
}

function matchAt(sticky: RegExp, text: string, at: number): Part | undefined {
  sticky.lastIndex = at;
  const found = sticky.exec(text);
  return found ? { start: at, end: at + found[0].length } : undefined;
}

/** Behind the brace that closes the one at the offset, in the same line. */
export function closingBrace(text: string, open: number): number | undefined {
  let depth = 0;
  const last = Math.min(text.length, open + maxLength);
  for (let index = open; index < last; index++) {
    const sign = text[index];
    if (sign === '\n') return undefined;
    if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return index + 1;
  }
  return undefined;
}
