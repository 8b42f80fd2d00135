// Shows in the tree only what has some words in its name, some labels, a state.
import { askForText } from '../editor/window.ts';
import type { Command } from './command.ts';

export const filterExplorer: Command = {
  id: 'dataPlatform.filterExplorer',
  async run({ explorerChoices }) {
    const text = await askForText({
      title: 'Filter the Cluster Explorer',
      prompt: 'Words of a name, label=value, state:failed. Empty shows all',
      value: explorerChoices.filter?.text ?? '',
    });
    if (text !== undefined) explorerChoices.filterBy(text);
  },
};
