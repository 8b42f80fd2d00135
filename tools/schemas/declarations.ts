// The TypeScript declarations of the packages of the kubernetes-models family, put together into one source text. One
// file because the packages name every interface by its kind alone (two `IEvent`, two `IServiceReference`), which a schema
// generator cannot tell apart, and because one file is read in a second where a thousand modules take a minute.

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Declarations of all group-versions, each under its full name: that of the Go type, with its package. */
export interface Declarations {
  readonly source: string;
  /** Full type name in `source` to where it belongs, in the order of the files. */
  readonly names: ReadonlyMap<string, DefinitionName>;
}

export interface DefinitionName {
  /** Definition prefix of the API group-version, e.g. `io.k8s.api.core.v1`. */
  readonly bundle: string;
  readonly name: string;
}

/** A folder of declarations and the definition prefix of what is in it. */
export interface DeclarationFolder {
  readonly folder: string;
  readonly bundle: string;
  /** Put before the names of the definitions, where two folders of one bundle declare the same. */
  readonly prefix?: string;
}

/** Reads the folders given. Imports from folders that are not given make the generator fail, by name. */
export function readDeclarations(folders: readonly DeclarationFolder[]): Declarations {
  const names = new Map<string, DefinitionName>();
  const parts: string[] = [];
  for (const { folder, bundle, prefix = '' } of folders) {
    for (const file of globSync('*.d.ts', { cwd: folder }).sort()) {
      if (file === 'index.d.ts') continue;
      const declaration = oneDeclaration(readFileSync(path.join(folder, file), 'utf8'), file);
      names.set(declaration.fullName, { bundle, name: prefix + declaration.name });
      parts.push(declaration.text);
    }
  }
  return { source: parts.join('\n'), names };
}

interface Declaration {
  readonly name: string;
  readonly fullName: string;
  readonly text: string;
}

/**
 * The one interface (or type) of a file, under the name by which other files import it, without the class that
 * follows it. Throws where the file has another shape: then the package was rebuilt and this reader must follow.
 */
function oneDeclaration(text: string, file: string): Declaration {
  const head = /^export (?:interface I(\w+)(?: extends [\w, ]+)? \{|type I(\w+) = )/m.exec(text);
  const alias = /^export type \{ I\w+ as (I\w+),/m.exec(text)?.[1];
  const name = head?.[1] ?? head?.[2];
  if (!head || !alias || !name) throw new Error(`${file}: no declaration in the shape expected`);
  const line = text.slice(head.index, text.indexOf('\n', head.index));
  const isBlock = line.endsWith('{');
  const end = isBlock ? text.indexOf('\n}', head.index) + 2 : head.index + line.length;
  const comment = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(text.slice(0, head.index))?.[0] ?? '';
  const body = text
    .slice(head.index, end)
    .split('\n')
    // The interface refers to itself by its short name (JSONSchemaProps). Comments stay as they are.
    .map((line) =>
      /^\s*\*/.test(line) ? line : line.replaceAll(`I${name}`, shortNameGuard(alias, name)),
    )
    .join('\n')
    .replace(/^(export interface \w+ extends )TypeMeta, /, '$1')
    .replace(' extends TypeMeta', '');
  return { name, fullName: alias, text: comment + body };

  function shortNameGuard(
    to: string,
    short: string,
  ): (match: string, at: number, line: string) => string {
    return (match, at, line) => {
      const before = line[at - 1] ?? ' ';
      const after = line[at + short.length + 1] ?? ' ';
      return /\w/.test(before) || /\w/.test(after) ? match : to;
    };
  }
}
