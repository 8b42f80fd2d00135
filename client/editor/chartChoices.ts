// Which chart the user chose for a values file, kept for this workspace and told to the language server.
import type * as vscode from 'vscode';
import {
  chartChoicesNotification,
  type ChartChoices,
  type ChartChoicesParams,
} from '../../shared/protocol.ts';
import { chosen } from '../chartPicks.ts';
import type { Told } from './told.ts';

const choicesKey = 'dataPlatform.chartChoices';

export function storedChartChoices(state: vscode.Memento): ChartChoices {
  return state.get<ChartChoices>(choicesKey) ?? {};
}

export interface ChartChoiceKeeper {
  /** `id` is a chart's or `none`; undefined: the file is recognised as any other. */
  choose(uri: string, id: string | undefined): Promise<void>;
}

export function createChartChoices(state: vscode.Memento, server: Told): ChartChoiceKeeper {
  return {
    async choose(uri, id) {
      const choices = chosen(storedChartChoices(state), uri, id);
      await state.update(choicesKey, choices);
      const params: ChartChoicesParams = { choices };
      server.notify(chartChoicesNotification, params);
    },
  };
}
