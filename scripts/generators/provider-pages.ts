import { readFileSync } from 'node:fs';

import type { ProviderFunction } from '../../src/provider/functions/provider-function';
import { PROVIDER_FUNCTIONS } from '../../src/provider/functions/provider-functions';
import { HOST_SCHEMA } from '../../src/provider/host-schema';
import type { PlainType } from '../../src/provider/protocol/attribute-type';
import type { Schema } from '../../src/provider/protocol/schema';
import { PROVIDER_SCHEMA } from '../../src/provider/provider-config';
import { HOST_NETWORK_SCHEMA } from '../../src/provider/resource/host-network-schema';
import { fenced, replaceBlock } from '../markdown/replace-block';
import { schemaMarkdown, typeText } from '../markdown/schema-markdown';

interface Page {
  readonly path: string;
  /** What stands in its blocks, by name. */
  readonly blocks: Readonly<Record<string, string>>;
}

/** The pages of the provider in the layout of a registry: prose by hand, and in its blocks what the schemas and the examples say. */
export function generate(): readonly { readonly path: string; readonly text: string }[] {
  const pages: readonly Page[] = [
    { path: 'docs/index.md', blocks: { ...ofSchema(PROVIDER_SCHEMA), ...example('provider/provider.tf') } },
    {
      path: 'docs/resources/host_network.md',
      blocks: {
        ...ofSchema(HOST_NETWORK_SCHEMA),
        ...example('resources/hpvm_host_network/resource.tf'),
        import: fenced('sh', readFileSync('examples/resources/hpvm_host_network/import.sh', 'utf8')),
      },
    },
    {
      path: 'docs/data-sources/host.md',
      blocks: { ...ofSchema(HOST_SCHEMA), ...example('data-sources/hpvm_host/data-source.tf') },
    },
    ...Object.entries(PROVIDER_FUNCTIONS).map(([name, each]) => ({
      path: `docs/functions/${name}.md`,
      blocks: { ...ofFunction(name, each), ...example(`functions/${name}/function.tf`) },
    })),
  ];
  return pages.map(({ path, blocks }) => ({
    path,
    text: Object.entries(blocks).reduce(
      (text, [name, content]) => replaceBlock(text, name, content),
      readFileSync(path, 'utf8'),
    ),
  }));
}

function ofSchema({ description, attributes }: Schema): Readonly<Record<string, string>> {
  return { description, schema: schemaMarkdown(attributes) };
}

function example(file: string): Readonly<Record<string, string>> {
  return { example: fenced('terraform', readFileSync(`examples/${file}`, 'utf8')) };
}

function ofFunction(name: string, called: ProviderFunction): Readonly<Record<string, string>> {
  const typed = (type: PlainType): string => typeText(type).toLowerCase();
  const signature = called.parameters.map((parameter) => `${parameter.name} ${typed(parameter.type)}`).join(', ');
  return {
    description: called.description,
    signature: fenced('text', `${name}(${signature}) ${typed(called.returns)}`),
    arguments: called.parameters
      .map(
        (parameter, index) =>
          `${index + 1}. \`${parameter.name}\` (${typeText(parameter.type)}) ${parameter.description}`,
      )
      .join('\n'),
  };
}
