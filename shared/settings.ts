// The settings `dataPlatform.*`: their types, defaults and how an unknown value becomes a safe one.
// package.json declares the same keys for the settings editor; a test keeps the two together.
import { isRecord } from './json.ts';
import { kubernetesVersionIn } from './kubernetesVersion.ts';
import { own } from './own.ts';

export const settingsSection = 'dataPlatform';

export const ruleLevels = ['off', 'hint', 'information', 'warning', 'error'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

export const traceLevels = ['off', 'messages', 'verbose'] as const;
export type TraceLevel = (typeof traceLevels)[number];

/** Which files are checked: those that are open, or all of the workspace. */
export const validationScopes = ['openFiles', 'workspace'] as const;
export type ValidationScope = (typeof validationScopes)[number];

export interface Settings {
  validation: {
    enabled: boolean;
    scope: ValidationScope;
    /** Whether open manifests are held against what the connected cluster has. */
    cluster: boolean;
  };
  completion: { enabled: boolean };
  hover: { enabled: boolean };
  /** Whether what values come to stands beside them. */
  inlayHints: { enabled: boolean };
  formatting: { enabled: boolean };
  /** Whether advice is shown: what is taken and works, and is perhaps not meant. */
  advice: { enabled: boolean };
  /** Rule code to level; a code that is not named keeps the rule's own level. */
  rules: Readonly<Record<string, RuleLevel>>;
  /** Expressions (RE2) of text that another tool fills in before a manifest is applied. */
  placeholders: readonly string[];
  /** Files above this many megabytes get no help but one note saying so. */
  maxFileSizeMB: number;
  schemas: {
    /** Files of CRDs and JSON Schemas that come before every other source. */
    files: readonly SchemaFile[];
    /** Whether the schemas of a cluster are used once the user is connected to it. */
    cluster: boolean;
  };
  /** Release of Kubernetes that manifests are for, `1.29`; `auto`: that of the connected cluster, else the newest known. */
  kubernetesVersion: string;
  /** Path of a kubeconfig; empty: the KUBECONFIG variable, then ~/.kube/config. */
  kubeconfig: string;
  /** Patterns (`*`, `?`) of context names for which every change wants the name typed. */
  protectedContexts: readonly string[];
  /** Patterns (`*`, `?`) of context names in which nothing is changed. */
  readOnlyContexts: readonly string[];
  /** How long a credential plugin of the kubeconfig may run. */
  execPluginTimeoutSeconds: number;
  trace: { server: TraceLevel };
}

export interface SchemaFile {
  /** Path or pattern (`*`, `**`, `?`, `{a,b}`), in the workspace folder, absolute or from `~`. */
  readonly file: string;
  /** What a JSON Schema is about that does not say so itself. */
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
}

export const defaultSettings: Settings = {
  validation: { enabled: true, scope: 'openFiles', cluster: true },
  completion: { enabled: true },
  hover: { enabled: true },
  inlayHints: { enabled: true },
  formatting: { enabled: true },
  advice: { enabled: true },
  rules: {},
  placeholders: [],
  maxFileSizeMB: 4,
  schemas: { files: [], cluster: true },
  kubernetesVersion: 'auto',
  kubeconfig: '',
  protectedContexts: ['*prod*'],
  readOnlyContexts: [],
  execPluginTimeoutSeconds: 30,
  trace: { server: 'off' },
};

export interface ParsedSettings {
  settings: Settings;
  /** One line for each value that was of the wrong shape and fell back to its default. */
  problems: string[];
}

/** Reads what the editor holds under `dataPlatform`; never throws, whatever it is given. */
export function parseSettings(value: unknown): ParsedSettings {
  const problems: string[] = [];
  const root = isRecord(value) ? value : {};
  const { read, flag, size, contexts } = readersOf(root, problems);
  const d = defaultSettings;
  return {
    settings: {
      validation: {
        enabled: flag('validation.enabled', d.validation.enabled),
        scope: read('validation.scope', oneOf(validationScopes), d.validation.scope, (found) =>
          validationScopes.find((scope) => scope === found),
        ),
        cluster: flag('validation.cluster', d.validation.cluster),
      },
      completion: { enabled: flag('completion.enabled', d.completion.enabled) },
      hover: { enabled: flag('hover.enabled', d.hover.enabled) },
      inlayHints: { enabled: flag('inlayHints.enabled', d.inlayHints.enabled) },
      formatting: { enabled: flag('formatting.enabled', d.formatting.enabled) },
      advice: { enabled: flag('advice.enabled', d.advice.enabled) },
      rules: readRules(root.rules, problems),
      placeholders: read('placeholders', 'a list of regular expressions', d.placeholders, texts),
      maxFileSizeMB: size('maxFileSizeMB', d.maxFileSizeMB, 0.1, 100),
      schemas: {
        files: read(
          'schemas.files',
          'a list of paths, or of mappings with file, group, version and kind',
          d.schemas.files,
          schemaFiles,
        ),
        cluster: flag('schemas.cluster', d.schemas.cluster),
      },
      kubernetesVersion: read(
        'kubernetesVersion',
        'auto or a version such as 1.34',
        d.kubernetesVersion,
        (found) =>
          found === 'auto' ? found : kubernetesVersionIn(String(found as string | number)),
      ),
      kubeconfig: read('kubeconfig', 'a path', d.kubeconfig, text),
      protectedContexts: contexts('protectedContexts', d.protectedContexts),
      readOnlyContexts: contexts('readOnlyContexts', d.readOnlyContexts),
      execPluginTimeoutSeconds: size(
        'execPluginTimeoutSeconds',
        d.execPluginTimeoutSeconds,
        1,
        600,
      ),
      trace: {
        server: read('trace.server', oneOf(traceLevels), d.trace.server, (found) =>
          traceLevels.find((level) => level === found),
        ),
      },
    },
    problems,
  };
}

/** How values of this object are read: one of the wrong shape becomes a line of `problems` and the default. */
function readersOf(root: Record<string, unknown>, problems: string[]) {
  const read = <T>(key: string, expected: string, fallback: T, parse: Parse<T>): T => {
    const found = at(root, key);
    if (found === undefined || found === null) return fallback;
    const parsed = parse(found);
    if (parsed !== undefined) return parsed;
    problems.push(`${settingsSection}.${key} must be ${expected}; using the default`);
    return fallback;
  };
  const flag = (key: string, fallback: boolean) =>
    read(key, 'true or false', fallback, (found) =>
      typeof found === 'boolean' ? found : undefined,
    );
  const size = (key: string, fallback: number, least: number, most: number) =>
    read(key, `a number from ${least} to ${most}`, fallback, (found) =>
      typeof found === 'number' && found >= least && found <= most ? found : undefined,
    );
  const contexts = (key: string, fallback: readonly string[]) =>
    read(key, 'a list of context name patterns', fallback, texts);
  return { read, flag, size, contexts };
}

type Parse<T> = (found: unknown) => T | undefined;

/** A wrong level drops that one rule only: the others keep what the user chose. */
function readRules(found: unknown, problems: string[]): Record<string, RuleLevel> {
  if (found === undefined || found === null) return {};
  if (!isRecord(found)) {
    problems.push(`${settingsSection}.rules must map rule codes to levels; using the default`);
    return {};
  }
  const rules: Record<string, RuleLevel> = {};
  for (const [code, value] of Object.entries(found)) {
    const level = ruleLevels.find((known) => known === value);
    if (level) rules[code] = level;
    else problems.push(`${settingsSection}.rules: ${code} must be ${oneOf(ruleLevels)}`);
  }
  return rules;
}

/** `a.b` is looked up both as a nested object and as a key with a dot: editors send either. */
function at(root: Record<string, unknown>, key: string): unknown {
  if (Object.hasOwn(root, key)) return root[key];
  let found: unknown = root;
  for (const part of key.split('.')) {
    if (!isRecord(found)) return undefined;
    found = own(found, part);
  }
  return found;
}

const text: Parse<string> = (found) => (typeof found === 'string' ? found : undefined);

const texts: Parse<string[]> = (found) =>
  Array.isArray(found) && found.every((item) => typeof item === 'string') ? found : undefined;

const schemaFiles: Parse<SchemaFile[]> = (found) => {
  if (!Array.isArray(found)) return undefined;
  const files = (found as unknown[]).map((item): SchemaFile | undefined => {
    if (typeof item === 'string') return { file: item };
    if (!isRecord(item) || typeof item.file !== 'string') return undefined;
    const { group, version, kind } = item;
    if ([group, version, kind].some((each) => each !== undefined && typeof each !== 'string'))
      return undefined;
    return item as unknown as SchemaFile;
  });
  const good = files.filter((file) => file !== undefined);
  return good.length === files.length ? good : undefined;
};

function oneOf(values: readonly string[]): string {
  return `one of ${values.join(', ')}`;
}
