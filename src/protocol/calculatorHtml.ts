/**
 * The page of the calculator: a strict content security policy and nothing from the workspace but its title, escaped. The extension
 * serves it in a webview, the browser tests as they are.
 */

export interface CalculatorPage {
  /** At least 128 random bits, new for each load. */
  readonly nonce: string;
  /** The source that a webview's own files come from: `webview.cspSource`. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly title: string;
}

/** The policy: own styles, the script with the nonce, no connections at all. */
export function calculatorPolicy({ nonce, cspSource }: Pick<CalculatorPage, 'nonce' | 'cspSource'>): string {
  return [
    "default-src 'none'",
    `img-src ${cspSource} data:`,
    `font-src ${cspSource}`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    // The worker's script is part of the page's own.
    'worker-src blob:',
    "connect-src 'none'",
  ].join('; ');
}

/** @vscode/webview-ui-toolkit reads the nonce for its styles from the meta tag `csp-nonce`. */
export function calculatorHtml(page: CalculatorPage): string {
  const nonce = escaped(page.nonce);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(calculatorPolicy(page))}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${nonce}" href="${escaped(page.styleUri)}">
<title>${escaped(page.title)}</title>
</head>
<body>
<main id="calculator"></main>
<script nonce="${nonce}" src="${escaped(page.scriptUri)}"></script>
</body>
</html>
`;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, letter => entities.get(letter) ?? letter);
}
