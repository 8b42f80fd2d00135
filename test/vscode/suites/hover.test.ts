import * as assert from 'node:assert/strict';
import { closeAll, hoverText, openFile, positionOf, waitFor } from '../hostHelpers.ts';

suite('hover', () => {
  teardown(closeAll);

  test('says what a field is for and links to its reference page', async () => {
    const document = await openFile('claim.yaml');
    const position = positionOf(document, 'accessModes').translate(0, 3);
    const text = await waitFor('a hover', async () => {
      return (await hoverText(document, position)) || undefined;
    });
    assert.match(text, /accessModes/);
    assert.match(text, /https:\/\//);
  });
});
