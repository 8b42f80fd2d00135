/** One value of a document beside what its schema says: what the walk gives to checks, formats and rules. */
import type { Beside } from '../kustomize/patches.ts';
import type { NameFacts, PodSpecFacts } from '../../shared/kindFacts.ts';
import type { GroupVersionKind } from '../../shared/gvk.ts';
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { configText, type ConfigText } from '../embedded/configText.ts';
import { fileAnnotation, type MountedFiles } from '../embedded/files.ts';
import { variableAnnotation } from '../embedded/variables.ts';
import type { Transformed } from '../model/transformed.ts';
import type { AskedExpressions } from '../expressions/expressions.ts';
import type { EnforcedBy } from '../findings/severity.ts';
import type { FilledIn } from '../placeholders/fillIn.ts';
import type { PatternBudget } from '../patterns/patternBudget.ts';
import type { Judge } from '../schema/matches.ts';
import type { ChartInForce, TypeSchema } from '../schema/schema.ts';
import type { Traits } from '../schema/traits.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { Entry, Node, Path, Span } from '../yaml/node.ts';

/** What lies at a path that counts from the folder of the file; undefined where nobody can know. */
export type LookUp = (path: string) => 'file' | 'folder' | 'kustomization' | 'nothing' | undefined;

/** What is known of the whole that is walked: an object, or the values of a chart. */
export interface WalkContext {
  readonly root: Node;
  readonly gvk: GroupVersionKind;
  readonly schema?: TypedSchema;
  /** What the patterns of the schema may cost in this document. */
  readonly patternBudget?: PatternBudget;
  /** Says whether values fit schemas as a whole. */
  readonly judge?: Judge;
  /** Evaluates the conditions of CRDs; absent: they are not looked at. */
  readonly expressions?: AskedExpressions;
  /** Of the document; spans are offsets into it. */
  readonly text: string;
  /** A kustomize patch or another fragment: nothing is missing there, only shape, formats and duplicates are looked at. */
  readonly isPartial?: boolean;
  /** What lies at the paths that a file of a tool names. */
  readonly lookUp?: LookUp;
  /** The path of that file, and the texts of those around it. */
  readonly beside?: Beside;
  /** What kustomize fills in before the object is sent. */
  readonly transformed?: Transformed;
  /** Values of a Helm chart: no object, and only what stands in a list is whole. */
  readonly isValues?: boolean;
  /** Where the files of a ConfigMap are found; absent where nobody has looked. */
  readonly mounted?: MountedFiles;
  /** What another tool fills in; absent where that is nothing. */
  readonly filledIn?: FilledIn;
  /** The release of Kubernetes that counts, `1.29`; absent: nothing is said of releases. */
  readonly release?: string;
  /** The newest release that is known, `1.36`, where the one that counts is newer: it may have more than is known. */
  readonly newestKnown?: string;
  /** What is known of the names of such objects. */
  readonly names?: NameFacts;
  /** Where such objects hold pods. */
  readonly podSpecs?: readonly PodSpecFacts[];
  /** False for kinds that have no namespace; unknown where undefined. */
  readonly isNamespaced?: boolean;
}

/** Where a value stands. */
export interface Place {
  readonly node: Node;
  /** The value that this one stands in. */
  readonly parent: Visit | undefined;
  /** Key or index under which it stands there; undefined for the root. */
  readonly step: string | number | undefined;
  /** Key and value as they are written; undefined for items of lists and for the root. */
  readonly entry: Entry | undefined;
}

/** What holds at a value because of what it stands in, and of its own schema. */
export interface Surroundings {
  /** Who refuses a wrong value here. */
  readonly enforcedBy: EnforcedBy;
  /** Of values: the chart that they belong to. */
  readonly chart: ChartInForce | undefined;
  /** Kubernetes itself defines the type, or the one around it. */
  readonly isBuiltIn: boolean;
  readonly isInList: boolean;
  /** Inside of what the server fills in: nothing is missing there. */
  readonly isReadOnly: boolean;
  /** In a further schema of a value (`allOf`, the fitting part of a choice): it narrows, but does not name all fields. */
  readonly isNarrowing: boolean;
}

export class Visit implements Place, Surroundings {
  readonly ctx: WalkContext;
  readonly node: Node;
  readonly parent: Visit | undefined;
  readonly step: string | number | undefined;
  readonly entry: Entry | undefined;
  /** Undefined where nothing is known of the kind. */
  readonly schema: TypeSchema | undefined;
  /** Of the schema. */
  readonly traits: Traits | undefined;
  readonly enforcedBy: EnforcedBy;
  readonly chart: ChartInForce | undefined;
  readonly isBuiltIn: boolean;
  readonly isInList: boolean;
  readonly isReadOnly: boolean;
  readonly isNarrowing: boolean;
  #path: Path | undefined;
  #annotation: { readonly says: ConfigAnnotation | undefined } | undefined;
  #config: { readonly text: ConfigText | undefined } | undefined;

  constructor(
    ctx: WalkContext,
    place: Place,
    schema: TypeSchema | undefined,
    traits: Traits | undefined,
    around: Surroundings,
  ) {
    this.ctx = ctx;
    this.node = place.node;
    this.parent = place.parent;
    this.step = place.step;
    this.entry = place.entry;
    this.schema = schema;
    this.traits = traits;
    this.enforcedBy = around.enforcedBy;
    this.chart = around.chart;
    this.isBuiltIn = around.isBuiltIn;
    this.isInList = around.isInList;
    this.isReadOnly = around.isReadOnly;
    this.isNarrowing = around.isNarrowing;
  }

  get path(): Path {
    return (this.#path ??=
      this.parent && this.step !== undefined ? [...this.parent.path, this.step] : []);
  }

  /** Of the key in front of the value; undefined for items of lists and for the root. */
  get keySpan(): Span | undefined {
    return this.entry?.key.span;
  }

  /** The configuration of a program that stands here. */
  get config(): ConfigText | undefined {
    return (this.#config ??= { text: this.#readConfig() }).text;
  }

  /** Says that the configuration of a program stands here, and of which. */
  get configAnnotation(): ConfigAnnotation | undefined {
    return (this.#annotation ??= { says: this.#readAnnotation() }).says;
  }

  #readAnnotation(): ConfigAnnotation | undefined {
    const own = this.schema?.['x-config'];
    const { node, parent, step } = this;
    if (own?.form === 'env') return variableAnnotation(node, parent?.parent?.node);
    if (own) return own.form === 'files' ? undefined : own;
    return parent?.schema?.['x-config']?.form === 'files' && typeof step === 'string'
      ? fileAnnotation(parent.parent?.node, parent.node, step, this.ctx.mounted)
      : undefined;
  }

  #readConfig(): ConfigText | undefined {
    const { configAnnotation: annotation, node } = this;
    const { schema, text } = this.ctx;
    if (!annotation || !schema?.dictionaries) return undefined;
    const around: Node[] = [];
    for (let visit = this.parent; visit; visit = visit.parent) around.push(visit.node);
    return configText(schema.dictionaries, { annotation, node, text, around });
  }

  /** Definition of the value, e.g. `core.v1/PodSpec`. */
  get type(): string | undefined {
    return this.traits?.definition;
  }
}
