/** What a schema says of one value, in the order in which it is looked at. Unknown fields are looked at before these. */
import type { WalkContext } from '../walk/visit.ts';
import { ByWords } from './byWords.ts';
import type { Check } from './check.ts';
import { chartVersion } from './chartVersion.ts';
import { deprecatedField } from './deprecatedField.ts';
import { duplicateKey } from './duplicateKey.ts';
import { enumValue } from './enumValue.ts';
import { keyOfPart } from './keyOfPart.ts';
import { fieldOffByDefault, newerField } from './fieldRelease.ts';
import { latestTag } from './latestTag.ts';
import { missingField } from './missingField.ts';
import { nullOverDefaults } from './nullOverDefaults.ts';
import { dottedKey } from './dottedKey.ts';
import { numberAsTag } from './numberAsTag.ts';
import { helmfileNeeds } from './helmfileNeeds.ts';
import { helmfileRepeated } from './helmfileRepeated.ts';
import { helmfileRepository } from './helmfileRepository.ts';
import { patchUnmatched } from './patchUnmatched.ts';
import { pathExists } from './pathExists.ts';
import { notFinite, wrongType } from './wrongType.ts';

const checks: readonly Check[] = [
  chartVersion,
  nullOverDefaults,
  keyOfPart,
  dottedKey,
  notFinite,
  wrongType,
  numberAsTag,
  latestTag,
  enumValue,
  duplicateKey,
  missingField,
  deprecatedField,
  pathExists,
  patchUnmatched,
  helmfileNeeds,
  helmfileRepeated,
  helmfileRepository,
  newerField,
  fieldOffByDefault,
];

/** Those that may say something of a value there, by the words of its schema. */
export function checksOf({ schema, isValues }: WalkContext): ByWords<Check> {
  if (schema?.file) return ofFiles;
  return isValues ? ofValues : ofObjects;
}

const ofObjects = new ByWords(checks.filter(({ of }) => of === undefined));
const ofValues = new ByWords(checks.filter(({ of = 'values' }) => of === 'values'));
const ofFiles = new ByWords(checks.filter(({ of = 'files' }) => of === 'files'));
