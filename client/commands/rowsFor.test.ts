import { expect, test } from 'vitest';
import type { ExplorerNode } from '../explorer/nodes/node.ts';
import { rowsFor } from './rowsFor.ts';

const folder = { id: 'folder' } as ExplorerNode;
const pod = { id: 'pod', contextName: 'c', ref: { kind: 'Pod' } } as unknown as ExplorerNode;

test('a key for objects is about none of the folders that are selected', () => {
  expect(rowsFor({ isForObjects: true }, [folder, pod])).toEqual([pod]);
  expect(rowsFor({ isForObjects: true }, [folder])).toEqual([]);
  expect(rowsFor({}, [folder, pod])).toEqual([folder, pod]);
});
