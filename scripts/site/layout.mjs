import path from 'node:path';

/** A whole page: what is on it, and the way to all others. */
export function layout({ page, html, groups }) {
  const to = (output) => path.relative(path.dirname(page.output), output);
  const group = ({ title, members }) => {
    const isHere = members.some(({ output }) => output === page.output);
    const items = members.map(
      (each) =>
        `<li><a href="${to(each.output)}"${each.output === page.output ? ' aria-current="page"' : ''}>${escaped(each.title)}</a></li>`,
    );
    return `<details${isHere || title === 'Start' ? ' open' : ''}><summary>${title}</summary>\n<ul>\n${items.join('\n')}\n</ul></details>`;
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(page.title)} - cdktf-hpvm</title>
<link rel="stylesheet" href="${to('site.css')}">
</head>
<body>
<a class="skip" href="#content">To the text</a>
<nav aria-label="Pages">
<p><a href="${to('index.html')}">cdktf-hpvm</a></p>
${groups.map(group).join('\n')}
</nav>
<main id="content">
${html.replaceAll('<table>', '<div class="wide" tabindex="0"><table>').replaceAll('</table>', '</table></div>').replaceAll('<pre>', '<pre tabindex="0">')}
</main>
</body>
</html>
`;
}

/** Text in HTML. */
export function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
