/**
 * What the projects publish of their kinds: the CRDs by which a server judges, as facts without words. They decide the
 * shape of a bundled kind as a CRD of the workspace would. One file for each system, read when a document first needs it.
 */
import { isRecord } from '../../../shared/json.ts';
import { own } from '../../../shared/own.ts';
import { formatApiVersion } from '../../../shared/gvk.ts';
import { asObject } from '../convert/crd.ts';
import { convertSchema, type ConvertOptions } from '../convert/convertSchema.ts';
import { recordAt, textsAt } from '../convert/values.ts';
import type { KindEntry, TypeSchema } from '../schema.ts';
import type { ReadSchemaFile } from './bundled.ts';

/** `dist/schemas/published.SYSTEM.json`. */
export interface PublishedFile {
  /** By `APIVERSION/KIND`, in the words of a CRD. */
  readonly kinds: Readonly<Record<string, object>>;
  /** A webhook that comes with the project refuses what is wrong beyond that. */
  readonly webhook?: boolean;
  /** Fields of types of Kubernetes that the operator fills in, as `core.v1/Container.image`: nobody asks for them. */
  readonly fillsIn?: readonly string[];
  /** What several of them have: `{ "$ref": NAME }`. */
  readonly shapes: Readonly<Record<string, object>>;
}

/** How the names of its bundles begin, in references. */
const prefix = 'published:';

export class PublishedShapes {
  readonly id = 'published';
  readonly #read: ReadSchemaFile;
  readonly #files = new Map<string, PublishedFile>();
  readonly #converted = new Map<string, TypeSchema>();

  constructor(read: ReadSchemaFile) {
    this.#read = read;
  }

  /** Undefined where nobody publishes what the server judges the kind by. */
  root(entry: KindEntry): TypeSchema | undefined {
    const { published } = entry;
    if (published === undefined || entry.origin) return undefined;
    const raw = own(this.#file(published).kinds, `${formatApiVersion(entry)}/${entry.kind}`);
    return raw && asObject(convertSchema(raw, optionsFor(published)));
  }

  /** Whether a webhook of the project looks at such objects, too. */
  hasWebhook({ published }: KindEntry): boolean {
    return published !== undefined && this.#file(published).webhook === true;
  }

  /** Fields that the operator fills in, as `TYPE.field`. */
  fillsIn({ published }: KindEntry): readonly string[] {
    return published === undefined ? [] : (this.#file(published).fillsIn ?? []);
  }

  /** A shape that a reference names. */
  definition(bundle: string, name: string): TypeSchema | undefined {
    const key = `${bundle}#/${name}`;
    const known = this.#converted.get(key);
    if (known) return known;
    const system = bundle.slice(prefix.length);
    const raw = own(this.#file(system).shapes, name);
    const converted = raw && convertSchema(raw, optionsFor(system));
    if (converted) this.#converted.set(key, converted);
    return converted;
  }

  #file(system: string): PublishedFile {
    const known = this.#files.get(system);
    if (known) return known;
    const content: unknown = JSON.parse(this.#read(`published.${system}`));
    const file: PublishedFile = {
      ...(isRecord(content) && content.webhook === true && { webhook: true }),
      fillsIn: textsAt(content, 'fillsIn'),
      kinds: recordAt(content, 'kinds') as PublishedFile['kinds'],
      shapes: recordAt(content, 'shapes') as PublishedFile['shapes'],
    };
    this.#files.set(system, file);
    return file;
  }
}

function optionsFor(system: string): ConvertOptions {
  return {
    unnamedFields: 'closed',
    bareObject: 'closed',
    isEnforced: true,
    ref: (name) => `${prefix}${system}#/${name}`,
  };
}
