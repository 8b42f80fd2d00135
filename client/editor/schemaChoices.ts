// Which schema the user wants where a kind has several, kept for this workspace and told to the language server.
import type * as vscode from 'vscode';
import {
  schemaChoicesNotification,
  type SchemaChoices,
  type SchemaChoicesParams,
} from '../../shared/protocol.ts';
import type { Told } from './told.ts';

const choicesKey = 'dataPlatform.schemaChoices';

export function storedChoices(state: vscode.Memento): SchemaChoices {
  return state.get<SchemaChoices>(choicesKey) ?? {};
}

export interface ChoiceKeeper {
  /** `id` undefined: the order of sources decides. */
  choose(kind: { group: string; kind: string }, id: string | undefined): Promise<void>;
}

export function createSchemaChoices(state: vscode.Memento, server: Told): ChoiceKeeper {
  return {
    async choose({ group, kind }, id) {
      const { [`${group}/${kind}`]: _, ...others } = storedChoices(state);
      const choices = id === undefined ? others : { ...others, [`${group}/${kind}`]: id };
      await state.update(choicesKey, choices);
      const params: SchemaChoicesParams = { choices };
      server.notify(schemaChoicesNotification, params);
    },
  };
}
