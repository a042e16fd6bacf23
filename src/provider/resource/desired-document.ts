import { compareText } from '../../model/canonical-json';
import type { Value, ObjectValue } from '../protocol/value';
import { isObjectValue } from '../protocol/value';
import { connectionDocument } from './connection';
import { declaredAt } from './declared-at';
import { KIND_MAPPINGS, type FieldMapping } from './kinds';

/** A place in a configuration: attribute names and map keys in turn. */
export type AttributePath = readonly AttributeStep[];
export type AttributeStep = { readonly attribute: string } | { readonly key: string };

/** A desired-state document, and where each JSON pointer into it comes from. */
export interface WrittenDocument {
  readonly document: Readonly<Record<string, unknown>>;
  /** The attribute that a JSON pointer into the document was written as. */
  pathOf(pointer: string): AttributePath;
}

/** The desired-state document that a configuration without unknown values describes, with the connection defaults of the provider. */
export function desiredDocument(config: ObjectValue, connectionDefaults: ObjectValue): WrittenDocument {
  const host = config['host'] ?? null;
  const connection = connectionDocument(host, config['ssh'], connectionDefaults);
  const document: Record<string, unknown> = {
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host,
    ...(connection === undefined ? {} : { connection }),
  };
  for (const { attribute, list, key, fields } of Object.values(KIND_MAPPINGS)) {
    const given = config[attribute];
    if (!isObjectValue(given)) continue;
    document[list] =
      key === undefined
        ? { ...propertiesOf(given, fields), ...declarationOf(config, [{ attribute }]) }
        : keysOf(given).map((name) => ({
            ...identityOf(list, name),
            ...propertiesOf(isObjectValue(given[name]) ? given[name] : {}, fields),
            ...declarationOf(config, [{ attribute }, { key: name }]),
          }));
  }
  return { document, pathOf: (pointer) => pathOf(pointer, config) };
}

/** Keys of a map in one order, whatever order they came in. */
function keysOf(map: ObjectValue): readonly string[] {
  return Object.keys(map).sort(compareText);
}

/** `web01:0,1` names guest and slot; what has no colon is left for the decoder to refuse. */
function identityOf(list: string, key: string): Readonly<Record<string, string>> {
  if (list !== 'guestNics') return { name: key };
  const colon = key.lastIndexOf(':');
  return colon < 0 ? { guest: key, slot: '' } : { guest: key.slice(0, colon), slot: key.slice(colon + 1) };
}

function declarationOf(config: ObjectValue, path: AttributePath): { readonly from?: string } {
  const from = declaredAt(config, path);
  return from === undefined ? {} : { from };
}

function propertiesOf(value: ObjectValue, fields: readonly FieldMapping[]): Readonly<Record<string, unknown>> {
  const properties = fields.flatMap(({ attribute, property, toDocument }) => {
    const given: Value = value[attribute] ?? null;
    const written = given === null ? undefined : toDocument === undefined ? given : toDocument(given);
    return written === undefined ? [] : [[property, written] as const];
  });
  return Object.fromEntries(properties);
}

const CONNECTION_PROPERTIES: Readonly<Record<string, string>> = {
  'after/address': 'after_address',
  'after/port': 'after_port',
  'discovery/user': 'discovery_user',
  'discovery/sudo': 'discovery_sudo',
  legacyAlgorithms: 'legacy_algorithms',
};

function pathOf(pointer: string, config: ObjectValue): AttributePath {
  const [, list, ...rest] = pointer.split('/');
  if (list === 'host') return [{ attribute: 'host' }];
  if (list === 'connection') {
    const property = rest.join('/');
    return [
      { attribute: 'ssh' },
      ...(property === '' ? [] : [{ attribute: CONNECTION_PROPERTIES[property] ?? property }]),
    ];
  }
  const kind = Object.values(KIND_MAPPINGS).find((mapping) => mapping.list === list);
  if (kind === undefined) return [];
  const map = config[kind.attribute];
  const [place, property] = kind.key === undefined ? [undefined, rest[0]] : rest;
  const key = place === undefined || !isObjectValue(map) ? undefined : keysOf(map)[Number(place)];
  const field = kind.fields.find((mapping) => mapping.property === property);
  return [
    { attribute: kind.attribute },
    ...(key === undefined ? [] : [{ key }]),
    ...(field === undefined ? [] : [{ attribute: field.attribute }]),
  ];
}
