// JSON Schemas from TypeScript interfaces: the only place that knows ts-json-schema-generator and the compiler.

import {
  DEFAULT_CONFIG,
  SchemaGenerator,
  createFormatter,
  createParser,
} from 'ts-json-schema-generator';
import type { CompletedConfig } from 'ts-json-schema-generator';
import ts from 'typescript';
import type { RawSchema } from '../../core/schema/schema.ts';

const FILE = '/declarations.ts';

/** Schemas of all exported interfaces of a source text, by name; refs read `#/definitions/<name>`. */
export function schemasFromTypeScript(source: string): Record<string, RawSchema> {
  const program = programOf(source);
  const config: CompletedConfig = {
    ...DEFAULT_CONFIG,
    type: '*',
    expose: 'export',
    topRef: true,
    jsDoc: 'extended',
    skipTypeCheck: true,
    sortProps: true,
    additionalProperties: false,
    encodeRefs: false,
  };
  const generator = new SchemaGenerator(
    program,
    createParser(program, config),
    createFormatter(config),
    config,
  );
  const root = generator.createSchema('*');
  return root.definitions as Record<string, RawSchema>;
}

/** A program of this one text, without the standard library but for what the declarations use. */
function programOf(source: string): ts.Program {
  const lib = 'interface Array<T> { length: number; [n: number]: T; }';
  const files = new Map(
    [
      [FILE, source],
      ['/lib.d.ts', lib],
    ].map(([name = '', text = '']) => [
      name,
      ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true),
    ]),
  );
  const host: ts.CompilerHost = {
    getSourceFile: (name) => files.get(name),
    getDefaultLibFileName: () => '/lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => files.has(name),
    readFile: () => undefined,
  };
  const program = ts.createProgram([FILE], { strict: true, types: [], noEmit: true }, host);
  const wrong = program.getSemanticDiagnostics(files.get(FILE)).slice(0, 5);
  if (wrong.length > 0) {
    const texts = wrong.map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
    throw new Error(`the declarations do not compile: ${texts.join('; ')}`);
  }
  return program;
}
