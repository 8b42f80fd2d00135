// Shows places in files beside one of them: from a code lens, whose argument is of the protocol.
import { showReferencesCommand, type ShowReferences } from '../../shared/protocol.ts';
import { showPlaces } from '../editor/places.ts';
import type { Command } from './command.ts';

export const showReferences: Command = {
  id: showReferencesCommand,
  async run(_ctx, target) {
    await showPlaces(target as ShowReferences);
  },
};
