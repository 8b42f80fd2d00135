import { expect, test } from 'vitest';
import type { LinkedObject, ObjectPage } from '../../cluster/describeApi.ts';
import { PageIds } from './messages.ts';
import { linkKey, objectView } from './objectView.ts';

const object = { apiVersion: 'v1', kind: 'Pod', name: 'web', namespace: 'shop' };
const page: ObjectPage = {
  ...{ object, context: 'test', status: 'Running', health: 'ok' },
  ...{ isGone: false, hasLogs: false },
  sections: [
    {
      ...{ id: 'named', title: 'It needs' },
      rows: [
        [{ text: 'owner', link: { ...object, kind: 'Job' } }],
        [{ text: 'self', link: object }],
      ],
    },
  ],
};

const viewOf = (more: Partial<ObjectPage> = {}) => {
  const ids = new PageIds<LinkedObject>(linkKey);
  const button = { title: 'Open as YAML', action: 'openYaml' } as const;
  return { ids, view: objectView({ ...page, ...more }, ids, [button]) };
};

test('objects are ids that lead back to them', () => {
  const { ids, view } = viewOf();
  const [button] = view.buttons;
  const [[owner] = [], [self] = []] = view.sections[0]?.rows ?? [];
  expect(ids.object(button?.id ?? '')).toEqual(object);
  expect(ids.object(owner?.id ?? '')).toEqual({ ...object, kind: 'Job' });
  expect(self?.id).toBe(button?.id);
  expect(JSON.stringify(view)).not.toContain('apiVersion');
});

test('words of a cluster are visible text of bounded length', () => {
  const { view } = viewOf({
    detail: 'a\u202Eb\u0000c',
    sections: [{ id: 'events', title: 'Events', rows: [[{ text: 'x'.repeat(10_000) }]] }],
  });
  expect(view.detail).toBe('a<U+202E>b<U+0000>c');
  expect(view.sections[0]?.rows[0]?.[0]?.text).toHaveLength(4001);
});

test('an object that is gone, and a page that may be old, say so', () => {
  expect(viewOf({ isGone: true }).view.note).toMatch(/not in the cluster any more/);
  const stale = { code: 'unreachable', message: 'no answer', causes: [] } as const;
  expect(viewOf({ stale }).view.note).toBe('no answer');
});
