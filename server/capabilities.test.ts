import { expect, test } from 'vitest';
import { capabilities } from './capabilities.ts';

test('the layout of text is left to another YAML extension, and nothing else', () => {
  const alone = capabilities(false, false);
  const beside = capabilities(false, true);
  const left = {
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentFormattingProvider: true,
  };
  expect(alone).toMatchObject(left);
  expect({ ...beside, ...left }).toEqual(alone);
  expect(beside.foldingRangeProvider).toBe(false);
  expect(beside.selectionRangeProvider).toBe(false);
  expect(beside.documentFormattingProvider).toBe(false);
});

test('who asks for diagnostics by itself is offered them, of the whole workspace', () => {
  expect(capabilities(false, false)).not.toHaveProperty('diagnosticProvider');
  expect(capabilities(true, false).diagnosticProvider).toEqual({
    interFileDependencies: true,
    workspaceDiagnostics: true,
  });
});
