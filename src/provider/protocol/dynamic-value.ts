import { decode, Encoder, ExtensionCodec } from '@msgpack/msgpack';
import { isNested, type Attribute, type Attributes } from './attribute-type';
import { isObjectValue, UNKNOWN, type ObjectValue, type Value } from './value';

/** A value on the wire: MessagePack, or JSON as in state files. */
export interface WireValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** Extension types of go-cty: an unknown value, and one about which something is known. */
const UNKNOWN_TYPE = 0;
const REFINED_UNKNOWN_TYPE = 12;

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: UNKNOWN_TYPE,
  encode: (value) => (value === UNKNOWN ? new Uint8Array(1) : null),
  decode: () => UNKNOWN,
});
extensionCodec.register({ type: REFINED_UNKNOWN_TYPE, encode: () => null, decode: () => UNKNOWN });

/**
 * Reads an object of these attributes: each is there, null where nothing was sent; null and unknown objects as such.
 *
 * @throws Error when the bytes are neither MessagePack nor JSON
 */
export function decodeObject(wire: WireValue | undefined, attributes: Attributes): ObjectValue | null | typeof UNKNOWN {
  const raw = decodeValue(wire);
  if (raw === null || raw === UNKNOWN) return raw;
  return objectOf(raw, attributes, Number);
}

/** Reads a value as it stands there. */
export function decodeValue(wire: WireValue | undefined): Value {
  if (wire?.msgpack !== undefined && wire.msgpack.length > 0) return decode(wire.msgpack, { extensionCodec }) as Value;
  if (wire?.json !== undefined && wire.json.length > 0)
    return JSON.parse(Buffer.from(wire.json).toString('utf8')) as Value;
  return null;
}

/**
 * Writes an object of these attributes; what it lacks becomes null, what the schema does not name is left out. Numbers are
 * written as text, which Terraform reads with the precision of a state file: it compares two states bit by bit, and takes
 * the same number of another precision for a change of the host (`plan -refresh-only -detailed-exitcode` is 2 then).
 */
export function encodeObject(value: ObjectValue | null | typeof UNKNOWN, attributes: Attributes): WireValue {
  return encodeValue(isObjectValue(value) ? objectOf(value, attributes, String) : value);
}

/** Writes a value whose shape is that of its type already. */
export function encodeValue(value: Value): WireValue {
  return { msgpack: new Encoder({ extensionCodec }).encode(value) };
}

type WriteNumber = (value: number | string) => Value;

function objectOf(value: Value, attributes: Attributes, number: WriteNumber): ObjectValue {
  const given = isObjectValue(value) ? value : {};
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, valueOf(given[name] ?? null, attribute, number)]),
  );
}

function valueOf(value: Value, { type }: Attribute, number: WriteNumber): Value {
  if (value === null || value === UNKNOWN) return value;
  if (isNested(type)) {
    if (type.nesting === 'single') return objectOf(value, type.attributes, number);
    const itemOf = (item: Value): Value =>
      item === null || item === UNKNOWN ? item : objectOf(item, type.attributes, number);
    if (type.nesting === 'list') return Array.isArray(value) ? (value as readonly Value[]).map(itemOf) : [];
    const entries = isObjectValue(value) ? Object.entries(value) : [];
    return Object.fromEntries(entries.map(([key, item]) => [key, itemOf(item)]));
  }
  // A number that no double holds exactly comes as text, too.
  return type === 'number' && (typeof value === 'number' || typeof value === 'string') ? number(value) : value;
}
