/** All families of texts. */
import { aliasFamilies } from './aliases.ts';
import { brokenFamilies } from './broken.ts';
import type { Family } from './family.ts';
import { layoutFamilies } from './layout.ts';
import { siblingFamilies } from './siblings.ts';
import { valueFamilies } from './values.ts';

export const families: readonly Family[] = [
  ...aliasFamilies,
  ...siblingFamilies,
  ...layoutFamilies,
  ...brokenFamilies,
  ...valueFamilies,
];
