/** `x-config` of a schema: the value is configuration of a program. */
export interface ConfigAnnotation {
  /** The dictionary of its keys, a folder of `schemas/dictionaries`. */
  of: string;
  /**
   * How keys and values are written; absent: a mapping of keys to values. `sections`: a mapping of sections to such mappings, `nested`: of parts of keys, at any depth; `properties`: a text of lines `key=value`; `lines`: a list of such lines; `ini`, `xml`, `python`:
   * a text in that language; `env`: a variable of a container, whose name says of which program it is (`core/embedded/variables.ts`); `variables`: a mapping of such; `paths`: a mapping
   * whose keys are the last parts of paths with slashes; `files`: a
   * mapping of file names to texts, whose names say what they are (`core/embedded/files.ts`).
   */
  form?: ConfigForm;
  /** Keys are read here whose scope has one of these words; absent: all. */
  scope?: string[];
  /** A plug-in reads its own keys here, too, whatever the same name means elsewhere: a key of another scope may be one of them. */
  isShared?: boolean;
  /** Keys of these scopes are read as well: the program hands all that it has to clients of its own. They are not offered. */
  handsOn?: string[];
  /** The key whose value says which part of the program reads the others: `connector.name` of a Trino catalog. It must be there. */
  scopeBy?: string;
  /** Fields that say the version of the program, looked for from the value outwards, the first that is set counts. */
  version?: string[];
  /** By key: the field beside the configuration, as a path with dots, that takes its place where it is set. */
  fields?: Record<string, string>;
  /** The program does not start with a key that it does not know. */
  refusesUnknown?: boolean;
  /** Keys whose scope has this word are refused here, by whoever writes the configuration. */
  refusedScope?: string;
  /** Keys that whoever writes the configuration drops without a word. */
  ignored?: IgnoredKeys;
}

export interface IgnoredKeys {
  /** What they begin with. */
  prefixes?: string[];
  keys?: string[];
  /** What those begin with that are kept all the same. */
  except?: string[];
}

export type ConfigForm =
  | 'sections'
  | 'nested'
  | 'properties'
  | 'lines'
  | 'ini'
  | 'xml'
  | 'python'
  | 'env'
  | 'variables'
  | 'paths'
  | 'files';
