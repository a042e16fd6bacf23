import { isNested, type Attribute, type Attributes } from '../../src/provider/protocol/attribute-type';

const MODES: readonly (readonly [Attribute['mode'], string])[] = [
  ['required', 'Required'],
  ['optional', 'Optional'],
  ['computed', 'Read-Only'],
];

/** The attributes of a schema as the pages of a registry list them. */
export function schemaMarkdown(attributes: Attributes): string {
  return [...listed(attributes, '###', ''), ...nested(attributes, '')].join('\n\n');
}

/** A type as registries print it. */
export function typeText(type: Attribute['type']): string {
  if (isNested(type)) return { single: 'Attributes', list: 'Attributes List', map: 'Attributes Map' }[type.nesting];
  if (typeof type !== 'string') return `${capitalised(type[0])} of ${capitalised(type[1])}`;
  return type === 'bool' ? 'Boolean' : capitalised(type);
}

function listed(attributes: Attributes, heading: string, place: string): readonly string[] {
  return MODES.flatMap(([mode, title]) => {
    const lines = Object.entries(attributes)
      .filter(([, attribute]) => attribute.mode === mode)
      .map(([name, attribute]) => line(name, attribute, place));
    return lines.length === 0 ? [] : [`${heading}${heading === '' ? `${title}:` : ` ${title}`}`, lines.join('\n')];
  });
}

function line(name: string, { type, description, isWriteOnly }: Attribute, place: string): string {
  const writeOnly = isWriteOnly === true ? ', write-only' : '';
  const below = isNested(type) ? ` (see [below for nested schema](#${anchor(place, name)}))` : '';
  return `- \`${name}\` (${typeText(type)}${writeOnly}) ${description}${below}`;
}

function nested(attributes: Attributes, place: string): readonly string[] {
  return Object.entries(attributes).flatMap(([name, { type }]) => {
    if (!isNested(type)) return [];
    const inner = place === '' ? name : `${place}.${name}`;
    return [
      `<a id="${anchor(place, name)}"></a>`,
      `### Nested Schema for \`${inner}\``,
      ...listed(type.attributes, '', inner),
      ...nested(type.attributes, inner),
    ];
  });
}

function anchor(place: string, name: string): string {
  return ['nestedatt', ...place.split('.').filter((part) => part !== ''), name].join('--');
}

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
