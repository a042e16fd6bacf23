import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** TypeScript types of the protobuf scalars that the plugin protocol uses. `int` covers enums and int64 in the safe range. */
interface Scalars {
  readonly string: string;
  readonly bytes: Uint8Array;
  readonly bool: boolean;
  readonly int: number;
}
type ScalarName = keyof Scalars;

/** The fields of a message, by the names we give them. */
export interface MessageTable {
  readonly [name: string]: WireField;
}
interface WireField {
  readonly number: number;
  readonly shape: 'one' | 'many' | 'map';
  /** A scalar, or the table of a message. */
  readonly type: ScalarName | MessageTable;
}
type ValueOf<T> = T extends ScalarName ? Scalars[T] : T extends MessageTable ? WireMessage<T> : never;

/** The value of a message: what was not sent is absent. */
export type WireMessage<T extends MessageTable> = {
  readonly [Name in keyof T]?: T[Name]['shape'] extends 'one'
    ? ValueOf<T[Name]['type']>
    : T[Name]['shape'] extends 'many'
      ? readonly ValueOf<T[Name]['type']>[]
      : Readonly<Record<string, ValueOf<T[Name]['type']>>>;
};

/** A field that occurs at most once. */
export function one<const T extends ScalarName | MessageTable>(number: number, type: T) {
  return { number, shape: 'one', type } as const;
}

/** A repeated field. */
export function many<const T extends ScalarName | MessageTable>(number: number, type: T) {
  return { number, shape: 'many', type } as const;
}

/** A map with string keys. */
export function mapOf<const T extends ScalarName | MessageTable>(number: number, type: T) {
  return { number, shape: 'map', type } as const;
}

/** Writes a message as protobuf bytes. Properties that are undefined are left out. */
export function encodeMessage<T extends MessageTable>(table: T, message: WireMessage<T>): Uint8Array {
  const writer = new BinaryWriter();
  writeMessage(writer, table, message);
  return writer.finish();
}

/**
 * Reads a message from protobuf bytes; fields that the table does not name are skipped, so that newer hosts are understood.
 *
 * @throws Error when the bytes are no message
 */
export function decodeMessage<T extends MessageTable>(table: T, bytes: Uint8Array): WireMessage<T> {
  return readMessage(new BinaryReader(bytes), table, bytes.length) as WireMessage<T>;
}

function writeMessage(writer: BinaryWriter, table: MessageTable, message: Readonly<Record<string, unknown>>): void {
  for (const [name, field] of Object.entries(table)) {
    const value = message[name];
    if (value === undefined) continue;
    if (field.shape === 'one') writeField(writer, field.number, field.type, value);
    else if (field.shape === 'many')
      for (const item of value as readonly unknown[]) writeField(writer, field.number, field.type, item);
    else
      for (const [key, item] of Object.entries(value as object)) {
        writer.tag(field.number, WireType.LengthDelimited).fork();
        writeField(writer, 1, 'string', key);
        writeField(writer, 2, field.type, item);
        writer.join();
      }
  }
}

function writeField(writer: BinaryWriter, number: number, type: ScalarName | MessageTable, value: unknown): void {
  switch (type) {
    case 'string':
      writer.tag(number, WireType.LengthDelimited).string(value as string);
      return;
    case 'bytes':
      writer.tag(number, WireType.LengthDelimited).bytes(value as Uint8Array);
      return;
    case 'bool':
      writer.tag(number, WireType.Varint).bool(value as boolean);
      return;
    case 'int':
      writer.tag(number, WireType.Varint).int64(value as number);
      return;
    default:
      writer.tag(number, WireType.LengthDelimited).fork();
      writeMessage(writer, type, value as Readonly<Record<string, unknown>>);
      writer.join();
  }
}

function readMessage(reader: BinaryReader, table: MessageTable, end: number): Readonly<Record<string, unknown>> {
  const byNumber = new Map(Object.entries(table).map(([name, field]) => [field.number, { name, ...field }]));
  const message: Record<string, unknown> = {};
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const field = byNumber.get(number);
    if (field === undefined) reader.skip(wireType, number);
    else if (field.shape === 'one') message[field.name] = readField(reader, field.type);
    else if (field.shape === 'many') ((message[field.name] ??= []) as unknown[]).push(readField(reader, field.type));
    else {
      const entry = readField(reader, { key: one(1, 'string'), value: one(2, field.type) }) as Record<string, unknown>;
      const entries = (message[field.name] ??= {}) as Record<string, unknown>;
      entries[entry['key'] as string] = entry['value'] ?? (typeof field.type === 'string' ? undefined : {});
    }
  }
  return message;
}

function readField(reader: BinaryReader, type: ScalarName | MessageTable): unknown {
  switch (type) {
    case 'string':
      return reader.string();
    case 'bytes':
      return reader.bytes();
    case 'bool':
      return reader.bool();
    case 'int':
      return Number(reader.int64());
    default: {
      const length = reader.uint32();
      return readMessage(reader, type, reader.pos + length);
    }
  }
}
