/** All checks of objects together with others. */
import { authentication } from './authentication.ts';
import { watched } from './watched.ts';
import { waiting } from './waiting.ts';
import { gateways } from './gateways.ts';
import { templateInputs } from './templateInputs.ts';
import { parts } from './parts.ts';
import { binding } from './binding.ts';
import { budgets } from './budgets.ts';
import { claimRef } from './claimRef.ts';
import { classes } from './classes.ts';
import { classFit } from './classFit.ts';
import { claimSharing } from './claimSharing.ts';
import { copies } from './copies.ts';
import { dataOnClaims } from './dataOnClaims.ts';
import { selectedObjects } from './selectedObjects.ts';
import { services } from './services.ts';
import { sparkAccount } from './sparkAccount.ts';
import { twins } from './twins.ts';
import { volumeChoice } from './volumeChoice.ts';
import { claimGrowth } from './claimGrowth.ts';
import { claimUse } from './claimUse.ts';
import { mountedFiles } from './mountedFiles.ts';
import type { LinkedCheck, LinkedCode } from './linked.ts';
import { kafkaCopies } from './kafkaCopies.ts';
import { kafkaPools } from './kafkaPools.ts';
import { operatorInputs } from './operatorInputs.ts';
import { podDefaults } from './podDefaults.ts';
import { podSecurity } from './podSecurity.ts';
import { quotas } from './quotas.ts';
import { references } from './references.ts';
import { scaling } from './scaling.ts';
import { selectors } from './selectors.ts';

export const linkedChecks: readonly LinkedCheck[] = [
  references,
  binding,
  claimRef,
  claimUse,
  claimGrowth,
  claimSharing,
  dataOnClaims,
  volumeChoice,
  classFit,
  classes,
  copies,
  scaling,
  budgets,
  services,
  twins,
  sparkAccount,
  quotas,
  podSecurity,
  podDefaults,
  selectors,
  selectedObjects,
  operatorInputs,
  kafkaPools,
  kafkaCopies,
  authentication,
  waiting,
  watched,
  parts,
  templateInputs,
  gateways,
  mountedFiles,
];

export const linkedCodes: readonly LinkedCode[] = linkedChecks.flatMap((check) => check.codes);
