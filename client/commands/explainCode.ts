// Says what a code means: from a quick fix, or chosen from all of them.
import { explainCommand } from '../../shared/protocol.ts';
import { pickOne, showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

export const explainCode: Command = {
  id: explainCommand,
  async run({ explanations }, target) {
    const code = typeof target === 'string' ? target : await chosen(await explanations.codes());
    if (code !== undefined && !(await explanations.show(code)))
      void showInformation(`There is no code "${code}"`);
  },
};

async function chosen(codes: readonly string[]): Promise<string | undefined> {
  const items = codes.map((label) => ({ label }));
  return (await pickOne(items, { placeHolder: 'Code to explain' }))?.label;
}
