import { readFileSync } from 'node:fs';

import { HOST_SCHEMA } from '../../src/provider/host-schema';
import { isNested, type Attribute, type Attributes } from '../../src/provider/protocol/attribute-type';
import type { Schema } from '../../src/provider/protocol/schema';
import { PROVIDER_SCHEMA } from '../../src/provider/provider-config';
import { HOST_NETWORK_SCHEMA } from '../../src/provider/resource/host-network-schema';

/** The classes of CDKTF for the provider, made from its schemas: what `cdktf get` would make, without its 400 MB. */
export function generate(): readonly { readonly path: string; readonly text: string }[] {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  const parts = [
    HEADER,
    `/** The release of the provider that these classes are for. */\nconst PROVIDER = { providerName: 'hpvm', providerVersion: '${version}', providerVersionConstraint: '${version}' };`,
    ...bindingOf('HpvmProvider', 'hpvm', 'TerraformProvider', PROVIDER_SCHEMA),
    ...bindingOf('DataHpvmHost', 'hpvm_host', 'TerraformDataSource', HOST_SCHEMA),
    ...bindingOf('HpvmHostNetwork', 'hpvm_host_network', 'TerraformResource', HOST_NETWORK_SCHEMA),
  ];
  return [{ path: 'constructs/terraform-bindings.generated.ts', text: `${parts.join('\n\n')}\n` }];
}

const HEADER = `// Made by \`npm run generate\` from the schemas of the Terraform provider. Do not edit.
import {
  TerraformDataSource,
  TerraformProvider,
  TerraformResource,
  type IResolvable,
  type TerraformMetaArguments,
} from 'cdktf';
import type { Construct } from 'constructs';

import { bindingAttributes, type BindingShape } from './private/binding-attributes';`;

type BaseClass = 'TerraformProvider' | 'TerraformDataSource' | 'TerraformResource';

function bindingOf(name: string, type: string, base: BaseClass, schema: Schema): readonly string[] {
  const written = writtenOf(schema.attributes);
  const isProvider = base === 'TerraformProvider';
  const meta = isProvider ? '' : ' extends TerraformMetaArguments';
  const alias = isProvider
    ? '  /** Name that resources refer to it by, where a stack has several. */\n  readonly alias?: string;\n'
    : '';
  const shape = `const ${constantOf(name)}: BindingShape = ${shapeText(written)};`;
  const config = `/** Arguments of {@link ${name}}. */\nexport interface ${name}Config${meta} {\n${alias}${properties(name, written)}}`;
  return [...nestedInterfaces(name, written), config, shape, classText(name, type, base, schema)];
}

function classText(name: string, type: string, base: BaseClass, { description, attributes }: Schema): string {
  const isProvider = base === 'TerraformProvider';
  const hasRequired = Object.values(attributes).some(({ mode }) => mode === 'required');
  const parameter = `config: ${name}Config${hasRequired ? '' : ' = {}'}`;
  const options = isProvider
    ? `{ terraformResourceType: '${type}', terraformGeneratorMetadata: PROVIDER, terraformProviderSource: 'cdktf-hpvm/hpvm' }`
    : `{ ...config, terraformResourceType: '${type}', terraformGeneratorMetadata: PROVIDER }`;
  const aliasMembers = isProvider
    ? ['  public override get alias(): string | undefined {\n    return this.config.alias;\n  }']
    : [];
  const written = `bindingAttributes(this.config, ${constantOf(name)})`;
  const members = [
    `  public static readonly tfResourceType = '${type}';`,
    '  private readonly config: ' + `${name}Config;`,
    `  constructor(scope: Construct, id: string, ${parameter}) {\n    super(scope, id, ${options});\n    this.config = config;\n  }`,
    ...aliasMembers,
    ...(isProvider ? [] : getters(attributes)),
    `  protected override synthesizeAttributes(): { [name: string]: unknown } {\n    return ${isProvider ? `{ ...${written}, alias: this.config.alias }` : written};\n  }`,
  ];
  return `/** ${description} */\nexport class ${name} extends ${base} {\n${members.join('\n\n')}\n}`;
}

/** What other parts of a configuration read of it; write-only attributes are in no state. */
function getters(attributes: Attributes): readonly string[] {
  return Object.entries(attributes)
    .filter(([, { mode, isWriteOnly }]) => mode !== 'optional' && isWriteOnly !== true)
    .map(([name, attribute]) => {
      const [type, body] = getter(name, attribute);
      return `  /** ${attribute.description} */\n  public get ${camelCase(name)}(): ${type} {\n    return ${body};\n  }`;
    });
}

function getter(name: string, { type }: Attribute): readonly [string, string] {
  if (type === 'string') return ['string', `this.getStringAttribute('${name}')`];
  if (type === 'number') return ['number', `this.getNumberAttribute('${name}')`];
  if (Array.isArray(type) && type[0] === 'list' && type[1] === 'string')
    return ['string[]', `this.getListAttribute('${name}')`];
  return ['IResolvable', `this.interpolationForAttribute('${name}')`];
}

function nestedInterfaces(name: string, attributes: Attributes): readonly string[] {
  return Object.entries(attributes).flatMap(([attribute, { type, description }]) => {
    if (!isNested(type)) return [];
    const own = nestedName(name, attribute);
    return [
      ...nestedInterfaces(own, type.attributes),
      `/** ${description} */\nexport interface ${own} {\n${properties(own, type.attributes)}}`,
    ];
  });
}

function properties(name: string, attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([attribute, { mode, description, type }]) => {
      const optional = mode === 'required' ? '' : '?';
      return `  /** ${description} */\n  readonly ${camelCase(attribute)}${optional}: ${typeText(type, nestedName(name, attribute))};\n`;
    })
    .join('');
}

function typeText(type: Attribute['type'], nested: string): string {
  if (isNested(type)) {
    const given = { single: nested, list: `${nested}[]`, map: `{ readonly [key: string]: ${nested} }` }[type.nesting];
    return `${given} | IResolvable`;
  }
  if (type === 'bool') return 'boolean | IResolvable';
  if (typeof type === 'string') return type;
  const item = type[1] === 'bool' ? 'boolean' : type[1];
  return type[0] === 'map' ? `{ readonly [key: string]: ${item} }` : `${item}[]`;
}

/** Names of the attributes that are written, for the way from the names of TypeScript to those of Terraform. */
function shapeText(attributes: Attributes): string {
  const entries = Object.entries(attributes).map(([name, { type }]) => {
    const inner = isNested(type) ? `, nesting: '${type.nesting}', attributes: ${shapeText(type.attributes)}` : '';
    return `${camelCase(name)}: { name: '${name}'${inner} }`;
  });
  return `{ ${entries.join(', ')} }`;
}

function writtenOf(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, { mode }]) => mode !== 'computed'));
}

function nestedName(name: string, attribute: string): string {
  const camel = camelCase(attribute);
  return `${name}${camel.charAt(0).toUpperCase()}${camel.slice(1)}`;
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function constantOf(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
