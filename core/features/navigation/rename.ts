/** Gives an object, or a key of a ConfigMap or Secret, another name in all files that know it. */
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { isName } from '../../graph/references.ts';
import type { Position } from '../../model/manifestDocument.ts';
import type { ManifestFile } from '../../model/manifestFile.ts';
import type { Session } from '../../session.ts';
import { occurrencesOf, symbolAt, type PartName, type SymbolAt } from './symbolAt.ts';

/** Why a name stays, for the user. */
export class CannotRename extends Error {}

/** The word that would change; undefined where there is none. Throws `CannotRename` with the reason where it must stay. */
export function prepareRename(
  session: Session,
  file: ManifestFile,
  place: Position,
): { readonly range: Range; readonly placeholder: string } | undefined {
  const symbol = symbolAt(session, file, place);
  if (!symbol) return undefined;
  if (symbol.part) return { range: symbol.range, placeholder: renamedPart(symbol, symbol.part) };
  const target = renamed(symbol);
  return { range: symbol.range, placeholder: symbol.key ?? target.name };
}

export function rename(
  session: Session,
  file: ManifestFile,
  place: Position,
  newName: string,
): WorkspaceEdit | undefined {
  const symbol = symbolAt(session, file, place);
  if (!symbol) return undefined;
  if (symbol.part) return renamePart(session, symbol, symbol.part, newName);
  const target = renamed(symbol);
  const isFit = symbol.key === undefined ? /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/ : /^[-._a-zA-Z0-9]+$/;
  if (!isName(newName) || !isFit.test(newName) || newName.length > 253)
    throw new CannotRename(
      symbol.key === undefined
        ? `"${newName}" is no name of an object: use small letters, digits, "-" and "."`
        : `"${newName}" is no key: use letters, digits, "-", "_" and "."`,
    );
  const taken = session.graph
    .named(target, newName)
    .find(({ namespace }) => namespace === target.namespace);
  if (symbol.key === undefined && taken)
    throw new CannotRename(`there is already a ${target.kind} "${newName}"`);
  return everywhere(session, symbol, newName);
}

function everywhere(session: Session, symbol: SymbolAt, newText: string): WorkspaceEdit {
  const changes: Record<string, { range: Range; newText: string }[]> = {};
  for (const { uri, range } of occurrencesOf(session, symbol))
    (changes[uri] ??= []).push({ range, newText });
  return { changes };
}

/** Parts that are named by nothing but the fields which the graph knows. */
const renameable: ReadonlySet<string> = new Set(['subset', 'sectionName']);

function renamedPart({ targets }: SymbolAt, { field, text }: PartName): string {
  if (!renameable.has(field))
    throw new CannotRename(`"${text}" is named within the object, too: change it there by hand`);
  if (targets.length === 0)
    throw new CannotRename('no file of this workspace defines what this name stands for');
  return text;
}

function renamePart(
  session: Session,
  symbol: SymbolAt,
  part: PartName,
  newName: string,
): WorkspaceEdit {
  renamedPart(symbol, part);
  if (!/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(newName))
    throw new CannotRename(
      `"${newName}" does not fit: use up to 63 small letters, digits and "-", the first and the last one no "-"`,
    );
  const isTaken = symbol.targets.some(({ by }) =>
    by.facts.parts?.[part.field]?.some(({ text }) => text === newName),
  );
  if (isTaken) throw new CannotRename(`there is already a "${newName}" beside it`);
  return everywhere(session, symbol, newName);
}

/** The one object that is renamed. */
function renamed({ targets }: SymbolAt) {
  const [target, ...others] = targets;
  if (!target)
    throw new CannotRename('no file of this workspace defines what this name stands for');
  if (target.isMade)
    throw new CannotRename(
      `this name follows from ${target.by.facts.kind} "${target.by.facts.name.text}": rename that object`,
    );
  if (others.length > 0)
    throw new CannotRename(
      `several objects have this name: ${targets.length} files define a ${target.kind} "${target.name}"`,
    );
  return target;
}
