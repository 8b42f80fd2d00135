/** All checks of objects together with others. */
import { binding } from './binding.ts';
import { claimRef } from './claimRef.ts';
import { claimUse } from './claimUse.ts';
import type { LinkedCheck, LinkedCode } from './linked.ts';
import { references } from './references.ts';
import { selectors } from './selectors.ts';

export const linkedChecks: readonly LinkedCheck[] = [
  references,
  binding,
  claimRef,
  claimUse,
  selectors,
];

export const linkedCodes: readonly LinkedCode[] = linkedChecks.flatMap((check) => check.codes);
