import { expect, test } from 'vitest';
import { tidyDescription, withoutFieldName } from './descriptions.ts';

test('a trailing address becomes a link, short addresses the page that they forward to', () => {
  expect(tidyDescription('Sets it. More info: https://git.k8s.io/community/a.md#b')).toBe(
    'Sets it. [More info](https://github.com/kubernetes/community/blob/master/a.md#b)',
  );
  expect(tidyDescription('For more information See https://example.com/1. Rest.')).toBe(
    '[More info](https://example.com/1). Rest.',
  );
});

test('values with their meaning become a list', () => {
  expect(tidyDescription('Kind of it.\n\nPossible enum values: - `"A"` does this. - `"B"`')).toBe(
    'Kind of it.\n\n- `A`: does this.\n- `B`',
  );
});

test('notes to generators and escapes of comments go', () => {
  expect(tidyDescription('One of:\n\\* a\n+optional')).toBe('One of:\n* a');
  expect(tidyDescription('+optional')).toBeUndefined();
});

test('plain text stays as it is', () => {
  expect(tidyDescription('How long to wait, see RFC 1123.')).toBe(
    'How long to wait, see RFC 1123.',
  );
});

test('the name of the field goes from the head of its documentation', () => {
  expect(withoutFieldName('RepoURL is the URL of the repository', 'repoURL')).toBe(
    'The URL of the repository',
  );
  expect(withoutFieldName('Suspend tells the controller to stop', 'suspend')).toBe(
    '`suspend` tells the controller to stop',
  );
  expect(withoutFieldName('Interval is required', 'interval')).toBe('`interval` is required');
  expect(withoutFieldName('Names the chart', 'name')).toBe('Names the chart');
});

test('notes of authors to each other go', () => {
  const note =
    'MaxItems is an artificial limit to limit CEL validation costs - see note at top of file';
  expect(tidyDescription(`A list of templates\n${note}`)).toBe('A list of templates');
});
