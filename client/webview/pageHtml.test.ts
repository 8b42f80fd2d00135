import { expect, test } from 'vitest';
import { pageHtml } from './pageHtml.ts';

const addresses = {
  cspSource: 'https://own.example',
  script: 'https://own.example/page.js',
  style: 'https://own.example/page.css',
  nonce: 'abc123',
};

test('a page loads its own style, runs its own script and nothing else', () => {
  const html = pageHtml(addresses);
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy).toBe(
    "default-src 'none'; style-src https://own.example; script-src 'nonce-abc123'",
  );
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/unsafe|eval|onclick|style="/);
});

test('an address cannot end its attribute', () => {
  const html = pageHtml({ ...addresses, script: 'x"><img src=y>' });
  expect(html).toContain('src="x&quot;>&lt;img src=y>"');
  expect(html).not.toContain('<img');
});
