import { expect, test } from 'vitest';
import type { ClusterError, PlanEntry } from '../api.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { clusterError } from '../errors/errors.ts';
import { actionText, resultLine } from './words.ts';

const [document] = splitManifest('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n');

const entryWith = (error: ClusterError): PlanEntry => ({
  index: 0,
  document: document!,
  action: 'refused',
  warnings: [],
  error,
});

test('a dry run without an answer is not called refused', () => {
  const refused = entryWith(clusterError('invalid', 'spec is wrong', { status: 422 }));
  const unanswered = entryWith(clusterError('timeout', 'no answer within 30 s'));
  const result = { index: 0, outcome: 'not-sent', text: '', warnings: [] } as const;
  expect(actionText(refused)).toBe('refused by the API server');
  expect(actionText(unanswered)).toBe('could not be checked');
  expect(resultLine(result, refused, false).word).toBe('refused');
  expect(resultLine(result, unanswered, false).word).toBe('not sent');
});
