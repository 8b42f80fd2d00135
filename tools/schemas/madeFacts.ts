// Objects that operators and tools make from others: `schemas/<system>/makes.yaml` of all systems in one table.

import type { MadeFacts, MadeFactsByKind } from '../../shared/kindFacts.ts';
import { factsByKind } from './factsByKind.ts';

/** Throws where two systems speak of one kind, or an entry lacks kind or name. */
export function madeFacts(schemasDir: string): MadeFactsByKind {
  return factsByKind<MadeFacts>(schemasDir, 'makes', ({ kind, name }) =>
    kind && name ? undefined : 'kind or name is missing',
  );
}
