// What the YAML extension of Red Hat is told: which files are checked here, so that it need not check them as well. It
// asks whoever registered for the schema of a file, and an empty one has no faults, hovers or completions in it.

export const yamlExtensionId = 'redhat.vscode-yaml';

/** What that extension hands to others when it is activated; only what is used here. */
export interface YamlExtensionApi {
  /**
   * `scheme` is the one of the addresses that `requestSchema` answers with. Where `label` fits the text of a file, nobody
   * else is asked about it: the label is `KEY:VALUE`, both parts of a regular expression, without a further colon.
   */
  registerContributor(
    scheme: string,
    requestSchema: (resource: string) => string | undefined,
    requestSchemaContent: (address: string) => string | undefined,
    label?: string,
  ): boolean;
}

export function isYamlExtensionApi(value: unknown): value is YamlExtensionApi {
  return (
    typeof value === 'object' &&
    value !== null &&
    'registerContributor' in value &&
    typeof value.registerContributor === 'function'
  );
}

export interface ContributorParts {
  /** Those of the kinds that are built in: `apps/v1`. */
  readonly groupVersions: readonly string[];
  /** Text of an open file. */
  readonly textOf: (resource: string) => string | undefined;
  /** The user has switched our checks off for it. */
  readonly isLeft: (resource: string) => boolean;
  /** The language server has said that it knows what the file is. */
  readonly isKnown: (resource: string) => boolean;
}

const scheme = 'dataplatform-yaml';
const emptySchema = `${scheme}://schema/empty`;

/** False where the other extension refuses. */
export function registerContributor(api: YamlExtensionApi, parts: ContributorParts): boolean {
  const [key, value] = manifestPattern(parts.groupVersions);
  const groupVersions = new Set(parts.groupVersions);
  const requestSchema = (resource: string): string | undefined => {
    const text = parts.textOf(resource);
    if (text === undefined) return undefined;
    const isManifest = startsManifest(text, groupVersions);
    if (parts.isLeft(resource)) {
      // Where the label fits, an answer without an address counts as one; a fault lets the others be asked.
      if (isManifest) throw new Error(`checks of ${scheme} are switched off`);
      return undefined;
    }
    const isOurs = isManifest || isNamedFile(resource) || parts.isKnown(resource);
    return isOurs ? emptySchema : undefined;
  };
  const requestContent = (address: string) => (address === emptySchema ? '{}' : undefined);
  return api.registerContributor(scheme, requestSchema, requestContent, `${key}:${value}`);
}

/** A line of the text says that it is a manifest of a built-in kind. */
function startsManifest(text: string, groupVersions: ReadonlySet<string>): boolean {
  const lines = text.matchAll(/(?:^|\n)apiVersion:[\t ]+["']?([\w./-]+)/g);
  return [...lines].some(([, written = '']) => groupVersions.has(written));
}

/**
 * A line that starts a manifest of a built-in kind, as the two parts of a label. The other extension puts a backslash
 * before points (before the first only, or before each): within brackets that changes nothing.
 */
function manifestPattern(groupVersions: readonly string[]): readonly [string, string] {
  const names = groupVersions.map((name) => name.replaceAll('.', '[.]')).join('|');
  return ['(^|\\n)apiVersion', `["']?(${names})["']?[\\t ]*(#|\\r|\\n|$)`];
}

/** Files that are known by their name alone, and for which the catalogue of that extension has a schema as well. */
function isNamedFile(resource: string): boolean {
  return /\/(?:kustomization\.ya?ml|Kustomization|Chart\.yaml)$/.test(resource);
}
