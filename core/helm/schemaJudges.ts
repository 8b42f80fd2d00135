/** The judges of the schemas that charts ship: made once for each text, by a library that is read when the first one is asked for. */
import { Emitter } from '../emitter.ts';
import { boundedSchema, type BoundedSchema } from './boundedSchema.ts';
import type { ConvertedSchema } from './jsonSchema.ts';
import type { SchemaJudge } from './schemaVerdicts.ts';

type MakeJudge = (schema: BoundedSchema) => SchemaJudge | undefined;

/** Schemas of other charts than the last ones are read anew. */
const maxKept = 20;

export class SchemaJudges {
  /** What was asked for before the library was there can be answered now. */
  readonly didLoad = new Emitter();
  readonly #say: (sentence: string) => void;
  readonly #made = new Map<string, SchemaJudge | undefined>();
  #make: MakeJudge | undefined;
  #loading: Promise<void> | undefined;

  /** `say` takes what is left open, and why. */
  constructor(say: (sentence: string) => void) {
    this.#say = say;
  }

  get settled(): Promise<void> {
    return this.#loading ?? Promise.resolve();
  }

  /** Undefined until the library is there, and for schemas that are left open. */
  judgeOf({ text, json }: ConvertedSchema, title: string): SchemaJudge | undefined {
    if (!this.#make) {
      this.#loading ??= this.#load();
      return undefined;
    }
    if (!this.#made.has(text)) {
      const [oldest] = this.#made.keys();
      if (this.#made.size >= maxKept && oldest !== undefined) this.#made.delete(oldest);
      this.#made.set(text, this.#judge(json, title));
    }
    return this.#made.get(text);
  }

  #judge(json: ConvertedSchema['json'], title: string): SchemaJudge | undefined {
    const bounded = boundedSchema(json);
    const judge = bounded && this.#make?.(bounded);
    if (!judge)
      this.#say(
        `the schema of the ${title} is too large, or of a kind that is not read, to be checked as a whole`,
      );
    const [outside] = bounded?.outside ?? [];
    if (outside !== undefined)
      this.#say(
        `the schema of the ${title} refers to ${outside}, which is not read: that part is left open`,
      );
    return judge;
  }

  async #load(): Promise<void> {
    const { judgeFor } = await import('./schemaJudge.ts');
    this.#make = judgeFor;
    this.didLoad.emit();
  }
}
