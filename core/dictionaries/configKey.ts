/** What a program says of one key. Versions are those of the program. */
export interface ConfigKey {
  /** `spark.executor.memory`; parts in brackets stand for any name: `spark.executorEnv.[Name]`. */
  readonly key: string;
  /** Of which editions it is; absent: of all. */
  readonly editions?: readonly string[];
  /** `boolean`, `int`, `double`, `size`, `duration`, `enum`, `list`, `path`, `class`, `string` …; absent where it is not known. */
  readonly type?: string;
  /** The unit of a bare number, bounds (`>=1 <=10`) and remarks, as the tables have them. */
  readonly unit?: string;
  readonly default?: string;
  readonly values?: readonly string[];
  readonly since?: string;
  /** The first version that has it no more. */
  readonly removed?: string;
  readonly replacedBy?: string;
  /** Where it may be set; what that means is the matter of each dictionary. */
  readonly scope?: string;
  readonly isSecret?: boolean;
  readonly isDeprecated?: boolean;
  /** The first version in which it is deprecated, and which has what replaces it, where that is known. */
  readonly deprecatedSince?: string;
  /** Our words. */
  readonly words?: string;
}
