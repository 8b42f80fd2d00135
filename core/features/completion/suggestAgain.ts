/** Only VS Code has the command: it shows the values at once. */
export const suggestAgain = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
