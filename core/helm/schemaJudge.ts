/**
 * Judges values by a whole JSON Schema: conditions, choices and patterns of keys, which our walk leaves open. The only importer
 * of the library, and a bundle of its own: it is read when a chart with a schema of its own is first met.
 */
import { Ajv2019 } from 'ajv-8/dist/2019.js';
import { Ajv2020 } from 'ajv-8/dist/2020.js';
import { compileRe2 } from '../patterns/re2.ts';
import { stepKeyword, type BoundedSchema } from './boundedSchema.ts';
import type { Complaint, SchemaJudge } from './schemaVerdicts.ts';

/** Parts of a schema that are looked at for one file. People's schemas need some thousand. */
const maxSteps = 200_000;

class OutOfSteps extends Error {}

/** Undefined for a schema that the library does not take. */
export function judgeFor({ schema, dialect }: BoundedSchema): SchemaJudge | undefined {
  let left = 0;
  const Library = dialect === '2020' ? Ajv2020 : Ajv2019;
  const library = new Library({
    strict: false,
    allErrors: true,
    validateSchema: false,
    inlineRefs: false,
    ownProperties: true,
    logger: false,
    code: { optimize: false, regExp: Object.assign(expression, { code: 'undefined' }) },
  });
  library.addKeyword({
    keyword: stepKeyword,
    errors: false,
    validate: () => {
      if (--left < 0) throw new OutOfSteps();
      return true;
    },
  });
  try {
    const validate = library.compile(schema);
    return {
      complaints(value) {
        left = maxSteps;
        try {
          if (validate(value)) return [];
        } catch {
          return undefined; // out of steps, or of the stack: nothing is known
        }
        return (validate.errors ?? []).map(complaintOf);
      },
    };
  } catch {
    return undefined;
  }
}

/** Where RE2 would need too much, nothing is known. */
function expression(pattern: string): { test(text: string): boolean; toString(): string } {
  const compiled = compileRe2(pattern);
  return {
    // The library tells expressions apart by this.
    toString: () => pattern,
    test(text) {
      const fits = compiled.ok && text.length <= maxText && compiled.expression.test(text);
      if (!compiled.ok || text.length > maxText || fits === undefined) throw new OutOfSteps();
      return fits;
    },
  };
}

const maxText = 10_000;

function complaintOf(error: {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: unknown;
}): Complaint {
  const steps = error.instancePath.split('/').slice(1);
  return {
    path: steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
    keyword: error.keyword,
    params: (error.params ?? {}) as Complaint['params'],
  };
}
