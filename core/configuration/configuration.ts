/** What a file `.dpm.yaml` says: settings that a team keeps beside its manifests, for the editor and the command line. */
import type { RuleLevel } from '../../shared/settings.ts';

export const configurationName = '.dpm.yaml';

export interface Configuration {
  /** Rule code to level; a code that is not named keeps the level that it has elsewhere. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** Patterns of files that are not checked, from the folder of the file. */
  readonly ignore: readonly string[];
  /** Expressions (RE2) of text that another tool fills in before the manifest is applied. */
  readonly placeholders: readonly string[];
  /** The release of Kubernetes that the manifests are for, `1.34`, or `auto`. */
  readonly kubernetesVersion: string | undefined;
}

export const noConfiguration: Configuration = {
  rules: {},
  ignore: [],
  placeholders: [],
  kubernetesVersion: undefined,
};

/** The keys of the file, with what hover and completion say about them. */
export const configurationKeys: Readonly<Record<keyof Configuration, string>> = {
  rules:
    'Levels of rules by their code: `off`, `hint`, `information`, `warning` or `error`. They count before the setting `dataPlatform.rules`.',
  ignore:
    'Files that are not checked: patterns as in `.gitignore`, counted from the folder of this file. `{a,b}` stands for either.',
  placeholders:
    'Regular expressions (RE2) of text that another tool fills in before the manifest is applied, such as `@@\\w+@@`. A value that holds such a text is not checked; those of SOPS, Flux, kustomize, Jinja and others are known without them.',
  kubernetesVersion:
    'The version of Kubernetes that the manifests are for, such as `1.34`. It counts before the setting `dataPlatform.kubernetesVersion`; `auto` stands for the version of the connected cluster, else the newest that is known.',
};
