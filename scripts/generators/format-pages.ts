import { readdirSync, readFileSync } from 'node:fs';

import { plainText } from '../markdown/plain-text';
import { schemaPage, type JsonSchema } from '../markdown/schema-page';

/** A page for every published file format, from its schema. */
export function generate(): readonly { readonly path: string; readonly text: string }[] {
  const schemas = readdirSync('schema')
    .sort()
    .flatMap((file) => {
      const name = /^(.+)\.schema\.json$/.exec(file)?.[1];
      return name === undefined
        ? []
        : [{ name, schema: JSON.parse(readFileSync(`schema/${file}`, 'utf8')) as JsonSchema }];
    });
  const list = schemas.map(({ name, schema }) => `| [${name}](${name}.md) | ${plainText(schema.title ?? '')} |`);
  const index = `\
# File formats

Made from \`schema/\` by \`npm run generate\`.

| format | is |
|---|---|
${list.join('\n')}
`;
  return [
    { path: 'docs/reference/formats/index.md', text: index },
    ...schemas.map(({ name, schema }) => ({
      path: `docs/reference/formats/${name}.md`,
      text: schemaPage(name, schema),
    })),
  ];
}
