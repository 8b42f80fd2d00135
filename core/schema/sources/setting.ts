/** Schemas that the user names in the settings: CRDs, plain JSON Schema, OpenAPI documents. They come before all others. */
import { Emitter } from '../../emitter.ts';
import { own } from '../../../shared/own.ts';
import { gvkKey, type GroupVersionKind } from '../../../shared/gvk.ts';
import { splitDocuments } from '../../yaml/splitDocuments.ts';
import { asObject, crdHead, crdsIn } from '../convert/crd.ts';
import { convertSchema, type ConvertOptions } from '../convert/convertSchema.ts';
import { maxOnRequest, valueOf } from '../convert/valueOf.ts';
import { listAt, recordAt, textAt } from '../convert/values.ts';
import { isRecord, type Fields } from '../../../shared/json.ts';
import type { KindEntry, TypeSchema, SchemaOrigin } from '../schema.ts';
import { KindTable } from './kindTable.ts';
import type { KindSchema, SchemaSource } from './source.ts';
import { kindSchemas } from './workspace.ts';

export class SettingSource implements SchemaSource {
  readonly id = 'setting';
  readonly didChange = new Emitter<ReadonlySet<string>>();
  readonly #table = new KindTable();
  readonly #definitions = new Map<string, Fields>();
  readonly #converted = new Map<string, TypeSchema>();

  get kinds(): readonly KindEntry[] {
    return this.#table.kinds;
  }

  find(gvk: GroupVersionKind): readonly KindSchema[] {
    return this.#table.find(gvk);
  }

  definition(bundle: string, name: string): TypeSchema | undefined {
    const key = `${bundle}#/${name}`;
    const known = this.#converted.get(key);
    if (known) return known;
    const definitions = this.#definitions.get(bundle);
    const raw = own(definitions, name);
    if (raw === undefined) return undefined;
    const converted = convertSchema(raw, optionsFor(bundle, 'closed'));
    this.#converted.set(key, converted);
    return converted;
  }

  /** True for a file that is in use. */
  knows(uri: string): boolean {
    return this.#table.origins.includes(uri);
  }

  /**
   * Takes what a file holds. `as` says what a JSON Schema is about that does not say so itself. Returns a problem in
   * words for the user where the file is of no use.
   */
  add(file: SettingFile, text: string): string | undefined {
    const origin: SchemaOrigin = {
      source: 'setting',
      id: `setting:${file.label}`,
      label: `${file.label} (setting)`,
      file: file.uri,
    };
    const values = valuesIn(text);
    if (!values) return 'it is neither YAML nor JSON';
    const schemas = values.flatMap((value) => this.#schemasIn(value, file, origin));
    if (schemas.length === 0) {
      return file.as
        ? 'it holds no schema'
        : 'it holds neither a CRD nor a schema that says its group, version and kind; name them in the setting beside "file"';
    }
    this.#tell(this.#table.set(file.uri, schemas));
    return undefined;
  }

  /** Files that the settings no longer name. */
  keepOnly(uris: ReadonlySet<string>): void {
    const changed = new Set<string>();
    for (const uri of this.#table.origins) {
      if (uris.has(uri)) continue;
      this.#forgetBundle(`setting:${uri}`);
      for (const key of this.#table.set(uri, [])) changed.add(key);
    }
    this.#tell(changed);
  }

  #schemasIn(value: unknown, file: SettingFile, origin: SchemaOrigin): KindSchema[] {
    const crds = crdsIn(value);
    if (crds.length > 0) {
      return crds.flatMap((crd) => {
        const head = crdHead(crd);
        return head ? kindSchemas({ head, value: () => crd }, origin) : [];
      });
    }
    if (!isRecord(value)) return [];
    const bundle = `setting:${file.uri}`;
    this.#forgetBundle(bundle);
    const definitions = {
      ...(value.definitions as object),
      ...(recordAt(value, 'components').schemas as object),
    };
    this.#definitions.set(bundle, definitions);
    const own = file.as ? [file.as] : gvksOf(value);
    const kindOf = (gvk: GroupVersionKind, root: () => TypeSchema | undefined): KindSchema => ({
      entry: { ...entryOf(gvk, origin), bundle },
      root,
    });
    const ofRoot = own.map((gvk) =>
      kindOf(gvk, () => asObject(convertSchema(value, optionsFor(bundle, 'kept')))),
    );
    const ofDefinitions = Object.entries(definitions).flatMap(([name, definition]) =>
      gvksOf(definition).map((gvk) =>
        kindOf(gvk, () => {
          const root = this.definition(bundle, name);
          return root && asObject(root);
        }),
      ),
    );
    const all = [...ofRoot, ...ofDefinitions];
    return [...new Map(all.map((each) => [gvkKey(each.entry), each])).values()];
  }

  #forgetBundle(bundle: string): void {
    this.#definitions.delete(bundle);
    for (const key of this.#converted.keys())
      if (key.startsWith(`${bundle}#/`)) this.#converted.delete(key);
  }

  #tell(changed: ReadonlySet<string>): void {
    if (changed.size > 0) this.didChange.emit(changed);
  }
}

export interface SettingFile {
  readonly uri: string;
  /** As the setting names it, or its path in the workspace. */
  readonly label: string;
  /** For a JSON Schema that does not say itself what it is about. */
  readonly as?: GroupVersionKind;
}

function valuesIn(text: string): unknown[] | undefined {
  try {
    return [JSON.parse(text) as unknown];
  } catch {
    // not JSON: YAML, of one or many documents
  }
  const values = splitDocuments(text).map((document) => valueOf(document, maxOnRequest));
  return values.some((value) => value !== undefined) ? values : undefined;
}

/** `x-kubernetes-group-version-kind`: a list, or by some tools a single one; else the only apiVersion and kind allowed. */
function gvksOf(schema: unknown): GroupVersionKind[] {
  const written = isRecord(schema) ? schema['x-kubernetes-group-version-kind'] : undefined;
  const list = isRecord(written) ? [written] : listAt(schema, 'x-kubernetes-group-version-kind');
  return list.flatMap((each) => {
    const kind = textAt(each, 'kind');
    const version = textAt(each, 'version');
    if (kind === undefined || version === undefined || /(List|Options|Event)$/.test(kind))
      return [];
    return [{ group: textAt(each, 'group') ?? '', version, kind }];
  });
}

function entryOf(gvk: GroupVersionKind, origin: SchemaOrigin): KindEntry {
  return {
    ...gvk,
    plural: `${gvk.kind.toLowerCase()}s`,
    namespaced: true,
    bundle: origin.id,
    definition: gvk.kind,
    source: origin.label,
    sourceVersion: '',
    origin,
  };
}

/** Where nothing is said of other fields, JSON Schema allows them and an OpenAPI document of Kubernetes does not. */
function optionsFor(
  bundle: string,
  unnamedFields: ConvertOptions['unnamedFields'],
): ConvertOptions {
  return {
    unnamedFields,
    bareObject: 'open',
    isEnforced: true,
    ref: (target) => {
      const name = /^#\/(?:definitions|components\/schemas)\/(.+)$/.exec(target)?.[1];
      return name === undefined ? undefined : `${bundle}#/${name}`;
    },
  };
}
