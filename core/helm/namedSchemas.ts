/**
 * Schemas that files name themselves: `# yaml-language-server: $schema=FILE` among the first comments. Files on disk are read,
 * below the roots; an address is left to others. They are read as the schemas of charts are.
 */
import { basename, dirname, resolve } from 'node:path';
import { filePathOf } from '../../shared/uri.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Patterns } from '../patterns/patterns.ts';
import type { FileSchema } from '../schema/fileSchemas.ts';
import { followReferences } from '../schema/references.ts';
import type { TypeSchema } from '../schema/schema.ts';
import type { Disk } from '../workspace/disk/disk.ts';
import { convertJsonSchema } from './jsonSchema.ts';
import { leadingComments } from './valuesHead.ts';

const maxBytes = 2_000_000;
const maxKept = 50;
const marker = /^[ \t]*#[ \t]*yaml-language-server[ \t]*:[ \t]*\$schema=(\S+)/m;
const namedMemo = Symbol('schema that a file names');

/** What the comment names: a path or an address, as it is written. */
export function namedSchemaOf(file: ManifestFile): string | undefined {
  return file.memo(namedMemo, () => {
    const heads = file.documents.slice(0, 2).map(({ text }) => text.slice(0, 5_000));
    for (const head of heads) {
      const found = marker.exec(leadingComments(head))?.[1];
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

/** Whether it lies elsewhere than on disk. */
export function isOnTheWeb(named: string): boolean {
  return /^[a-z][\w+.-]+:\/\//i.test(named) && !/^file:/i.test(named);
}

export class NamedSchemas {
  readonly #disk: Disk;
  readonly #patterns: Patterns;
  readonly #read = new Map<string, FileSchema | undefined>();

  constructor(disk: Disk, patterns: Patterns) {
    this.#disk = disk;
    this.#patterns = patterns;
  }

  /** Undefined where the file names none, or one that cannot be read. The same object until files on disk change. */
  of(file: ManifestFile): FileSchema | undefined {
    const named = file.path === undefined ? undefined : namedSchemaOf(file);
    if (named === undefined || file.path === undefined || isOnTheWeb(named)) return undefined;
    const written = /^file:/i.test(named) ? filePathOf(named) : named;
    if (written === undefined) return undefined;
    const path = resolve(dirname(file.path), written.split('#', 1)[0] ?? '');
    if (!this.#read.has(path)) {
      if (this.#read.size >= maxKept) this.#read.clear();
      this.#read.set(path, this.#schemaIn(path));
    }
    return this.#read.get(path);
  }

  isRead(path: string): boolean {
    return this.#read.has(path);
  }

  /** Files on disk changed. */
  forget(): void {
    this.#read.clear();
  }

  #schemaIn(path: string): FileSchema | undefined {
    const text = this.#disk.readText(path, maxBytes);
    const schema =
      text === undefined ? undefined : convertJsonSchema(text, `named:${encodeURIComponent(path)}`);
    if (!schema) return undefined;
    const resolved = new WeakMap<TypeSchema, TypeSchema>();
    const name = basename(path);
    const reader = (part: TypeSchema): TypeSchema => {
      if (part.$ref === undefined) return part;
      const known = resolved.get(part) ?? followReferences(part, ($ref) => schema.follow($ref));
      resolved.set(part, known);
      return known;
    };
    return {
      root: reader(schema.root),
      patterns: this.#patterns,
      resolve: reader,
      file: {
        title: `file of ${name}`,
        reader: name,
        unknown: 'its schema does not name it',
        isStrict: false,
      },
    };
  }
}
