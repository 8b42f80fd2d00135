// The document of a webview: empty but for its script and style. What it shows is put in by the script as text.

export interface PageAddresses {
  /** As VS Code names the source of files of the extension. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** New for each page, not to be guessed. */
  readonly nonce: string;
}

/** Nothing is loaded but the two files, and no script runs but the one. */
export function pageHtml({ cspSource, script, style, nonce }: PageAddresses): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="UTF-8">',
    `<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1.0">',
    `<link rel="stylesheet" href="${attribute(style)}">`,
    '</head>',
    '<body>',
    '<main id="page"></main>',
    `<script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>`,
    '</body>',
    '</html>',
  ].join('\n');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
