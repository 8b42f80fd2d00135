/** Every code that a finding may have: what settings, comments and the command line name. */
import { RecentMap } from '../../shared/recentMap.ts';
import type { Claim } from '../checks/check.ts';
import { chartVersion } from '../checks/chartVersion.ts';
import { crdRule } from '../checks/crdRule.ts';
import { deprecatedField } from '../checks/deprecatedField.ts';
import { duplicateKey } from '../checks/duplicateKey.ts';
import { enumValue } from '../checks/enumValue.ts';
import { dottedKey } from '../checks/dottedKey.ts';
import { latestTag } from '../checks/latestTag.ts';
import { numberAsTag } from '../checks/numberAsTag.ts';
import { helmfileNeeds } from '../checks/helmfileNeeds.ts';
import { helmfileRepeated } from '../checks/helmfileRepeated.ts';
import { helmfileRepository } from '../checks/helmfileRepository.ts';
import { keyOfPart } from '../checks/keyOfPart.ts';
import { newerField, offByDefault } from '../checks/fieldRelease.ts';
import { missingField } from '../checks/missingField.ts';
import { nullOverDefaults } from '../checks/nullOverDefaults.ts';
import { patchUnmatched } from '../checks/patchUnmatched.ts';
import { pathExists } from '../checks/pathExists.ts';
import { unknownField } from '../checks/unknownField.ts';
import { wrongType } from '../checks/wrongType.ts';
import type { Format } from '../formats/format.ts';
import { formats } from '../formats/index.ts';
import { claimShrinks, fixedField } from '../changes/changes.ts';
import { outcomes } from '../changes/operatorChanges.ts';
import { claimCannotGrow } from '../graph/checks/claimGrowth.ts';
import { nearest } from '../formats/nearest.ts';
import { linkedCodes } from '../graph/checks/index.ts';
import { rules } from '../rules/index.ts';

/** The severity is the one that it is written with: a place may downgrade it. */
export type Code = Pick<Claim, 'code' | 'severity' | 'summary' | 'supersedes'>;

/** What the reader and the schema report by themselves. */
export const schemaCodes: readonly Code[] = [
  {
    code: 'yaml-syntax',
    severity: 'error',
    summary: 'The text is not valid YAML.',
    supersedes: ['unknown-field'],
  },
  {
    code: 'invisible-character',
    severity: 'error',
    summary:
      'A key, or an end of a value without quotes, holds a character that nobody sees, such as a no-break space.',
    supersedes: ['unknown-field'],
  },
  {
    code: 'key-not-text',
    severity: 'warning',
    summary: 'A key without quotes is a boolean or a number and stored under another name.',
  },
  {
    code: 'not-checked',
    severity: 'information',
    summary: 'The file or the document is too large to be checked, or to be checked to its end.',
  },
  {
    code: 'configuration',
    severity: 'warning',
    summary: 'The file `.dpm.yaml` says something that is not known here.',
  },
  {
    code: 'invalid-api-version',
    severity: 'error',
    summary: 'The apiVersion has not the form group/version or v1.',
  },
  {
    code: 'unknown-kind',
    severity: 'error',
    summary:
      'There is no such kind in this apiVersion; a hint for kinds of groups that are not known here.',
  },
  {
    code: 'unknown-code',
    severity: 'warning',
    summary: 'A comment that ignores findings names a code that does not exist.',
  },
  {
    code: 'chart-schema',
    severity: 'error',
    summary: 'The schema that a chart ships does not take its values: Helm refuses them.',
  },
  unknownField,
  missingField,
  crdRule,
  duplicateKey,
  nullOverDefaults,
  chartVersion,
  keyOfPart,
  dottedKey,
  numberAsTag,
  latestTag,
  wrongType,
  enumValue,
  deprecatedField,
  pathExists,
  patchUnmatched,
  helmfileNeeds,
  helmfileRepeated,
  helmfileRepository,
  {
    code: 'deprecated-api-version',
    severity: 'warning',
    summary:
      'The server warns of this apiVersion: a later release does not have the kind in it any more.',
  },
  newerField,
  offByDefault,
  fixedField,
  claimShrinks,
  claimCannotGrow,
  ...Object.values(outcomes),
];

/** All of them by their code. */
export const codes: ReadonlyMap<string, Code> = new Map(
  [...schemaCodes, ...rules, ...linkedCodes, ...[...formats.values()].map(codeOfFormat)].map(
    (each) => [each.code, each],
  ),
);

function codeOfFormat({ name, severity, description }: Format): Code {
  return { code: `format-${name}`, severity, summary: description };
}

/** For comments, which are read anew with each version of a document. */
const guesses = new RecentMap<string, string | undefined>(500);

/** The code that was most probably meant. */
export function nearestCode(code: string): string | undefined {
  return guesses.getOrMake(code, () => nearest(code, [...codes.keys()]));
}

/** What is said of a code that is not one of them. */
export function unknownCode(code: string): string {
  return noRuleHas(code, nearestCode(code));
}

/** `guess`: the code that was meant. */
export function noRuleHas(code: string, guess?: string): string {
  return `no rule has the code ${code}${guess === undefined ? '' : `: did you mean ${guess}?`}`;
}
