/** Finds the placeholders of a text: the one place that decides what is one. */
import { dialects, vaultNames, type Dialect, type DialectId, type Part } from './dialects.ts';

/** Which placeholders there are in the documents of a file. The same object as long as that stays the same. */
export interface Filling {
  /** A Kustomization of Flux that fills in variables covers the file. */
  readonly hasFlux: boolean;
  /** For one document: whether a text is, or holds, what the settings name; undefined where they name nothing. */
  readonly isNamedIn: (() => (text: string) => boolean) | undefined;
}

export const usualFilling: Filling = { hasFlux: false, isNamedIn: undefined };

/** What the dialects of one document are: some count only where the document says so. */
export interface InDocument extends Pick<Filling, 'hasFlux'> {
  /** Whether a text is, or holds, what the settings name. */
  readonly isNamed: ((text: string) => boolean) | undefined;
  /** The Vault plugin of Argo CD reads the document. */
  readonly hasVaultNames: boolean;
  /** `{{ }}` in a text is for the program that reads the object. */
  readonly hasOwnTemplates: boolean;
  /** Flux is told to leave the variables of the document as they are. */
  readonly isLiteral: boolean;
  /** It holds `${NAME}` or `$NAME`, so that `$$` becomes another text, too. */
  readonly hasVariables: boolean;
}

export interface FoundPart extends Part {
  readonly dialect: DialectId;
}

/** A sign with which a placeholder begins, perhaps. Without one in a text there is none. */
const signs = /[$<]|\{[{%]|\(@|ENC\[|(?:secret)?ref\+|__(?=[A-Z])/g;

/** Where the next of them stands, from there on; -1 where none does. */
function signFrom(text: string, from: number): number {
  signs.lastIndex = from;
  return signs.exec(text)?.index ?? -1;
}

/** Whether a text may hold a placeholder, by a look at its signs. */
export function mayHoldPlaceholder(text: string): boolean {
  return signFrom(text, 0) !== -1;
}

/** The placeholders of a text in their order; none for most texts. */
export function placeholdersIn(text: string, where: InDocument): readonly FoundPart[] {
  if (where.isNamed?.(text)) return [{ start: 0, end: text.length, dialect: 'own' }];
  const found: FoundPart[] = [];
  for (let at = signFrom(text, 0); at !== -1;) {
    const part = partAt(text, at, where);
    if (part) found.push(part);
    at = signFrom(text, part?.end ?? at + 1);
  }
  if (found.length === 0) return [];
  return !where.hasVariables && found.every(({ isEscape }) => isEscape) ? [] : found;
}

/** Whether a text is or holds a placeholder by its looks alone. */
export function looksFilledIn(text: string): boolean {
  return placeholdersIn(text, inAnyDocument).length > 0;
}

/** True for a text that a program fills in when it runs: `{{ … }}`. */
export function hasTemplate(text: string): boolean {
  const start = text.indexOf('{{');
  return start !== -1 && text.includes('}}', start + 2);
}

export const inAnyDocument: InDocument = {
  hasFlux: false,
  isNamed: undefined,
  hasVaultNames: false,
  hasOwnTemplates: false,
  isLiteral: false,
  hasVariables: false,
};

function partAt(text: string, at: number, where: InDocument): FoundPart | undefined {
  for (const dialect of where.hasVaultNames ? withVaultNames : dialects) {
    if (!text.startsWith(dialect.opening, at)) continue;
    if (dialect.id === 'template' && where.hasOwnTemplates) continue;
    if (dialect.opening.startsWith('$') && dialect.id !== 'kustomize' && where.isLiteral) continue;
    const part = dialect.read(text, at);
    if (part) return { ...part, dialect: idOf(dialect, where) };
  }
  return undefined;
}

const withVaultNames: readonly Dialect[] = [...dialects, vaultNames];

/** Flux fills in the variables of a shell, too. */
function idOf({ id }: Dialect, { hasFlux }: InDocument): DialectId {
  return id === 'environment' && hasFlux ? 'flux' : id;
}
