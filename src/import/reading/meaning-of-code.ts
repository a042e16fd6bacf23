import type { Code } from '../typescript/code';

/** What a piece of code means: the same for any order of properties, names of constants, and ids of what is only referred to. */
export interface Meaning {
  /** What it is about: the construct, by its name on the host. */
  readonly identity: string;
  /** What is said of that. */
  readonly properties: ReadonlyMap<string, string>;
}

/** Meanings of the constants that a piece of code may name. */
export type Constants = ReadonlyMap<string, string>;

/** Meaning of an expression. */
export function meaningOf(code: Code, constants: Constants): Meaning {
  switch (code.kind) {
    case 'text':
      return { identity: resolved(code.text, constants), properties: NONE };
    case 'array':
      return { identity: `[${code.items.map((item) => textOf(item, constants)).join()}]`, properties: NONE };
    case 'object':
      return { identity: '', properties: propertiesOf(code, constants) };
    case 'call':
      return meaningOfCall(code, constants);
  }
}

/** A meaning as one text; two are the same when their texts are. */
export function meaningText({ identity, properties }: Meaning): string {
  if (properties.size === 0) return identity;
  const entries = [...properties].map(([name, value]) => `${name}:${value}`).sort();
  return `${identity}{${entries.join()}}`;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Properties that say which object a construct is, where its id does not. */
const NAME = /^(?:vswitch|group|hostVlan|interface|host)Name$/;

type Call = Extract<Code, { kind: 'call' }>;

function meaningOfCall(code: Call, constants: Constants): Meaning {
  const { callee, arguments: given } = code;
  const [parent, id, last] = given;
  const properties = last?.kind === 'object' ? new Map(propertiesOf(last, constants)) : new Map<string, string>();
  const isPlain = given.length < 2 || given.length > 3 || (last !== undefined && last.kind !== 'object');
  if (callee.startsWith('new ') && parent !== undefined && id !== undefined && !isPlain) {
    const vswitch = callee === 'new GuestNic' ? properties.get('vswitch') : undefined;
    if (vswitch !== undefined) {
      properties.delete('vswitch');
      return connected(vswitch, properties);
    }
    const named = [...properties].find(([name]) => NAME.test(name));
    if (named !== undefined) properties.delete(named[0]);
    // There is one of its kind: its id says nothing.
    const name = callee === 'new HostTunables' ? '' : (named?.[1] ?? textOf(id, constants));
    return { identity: `${callee}(${textOf(parent, constants)},${name})`, properties };
  }
  const target = resolved(callee, constants);
  if (callee.endsWith('.connect') && given.length === 2 && id?.kind === 'object')
    return connected(target.slice(0, -'.connect'.length), new Map(propertiesOf(id, constants)));
  // What is referred to has a name on the host, and its id says nothing.
  const telling = /\.from\w+Name$/.test(callee) && given.length === 3 ? [given[0], given[2]] : given;
  const texts = telling.map((each) => (each === undefined ? '' : textOf(each, constants)));
  return { identity: `${target}(${texts.join()})`, properties: NONE };
}

function connected(vswitch: string, properties: Map<string, string>): Meaning {
  const [guest, slot] = ['guest', 'slot'].map((name) => properties.get(name) ?? '');
  return { identity: `${vswitch}.connect(${guest ?? ''},${slot ?? ''})`, properties };
}

function propertiesOf(code: Extract<Code, { kind: 'object' }>, constants: Constants): ReadonlyMap<string, string> {
  return new Map(
    code.entries.map(([name, value]) => {
      const isSet = name === 'ports' && value.kind === 'array';
      const ports = isSet ? value.items.map((item) => textOf(item, constants)).sort() : [];
      return [name, isSet ? `[${ports.join()}]` : textOf(value, constants)];
    }),
  );
}

function textOf(code: Code, constants: Constants): string {
  const meaning = meaningText(meaningOf(code, constants));
  return code.kind === 'object' && meaning === '' ? '{}' : meaning;
}

/** A name with what its constant means in its place; anything else as it stands. */
function resolved(text: string, constants: Constants): string {
  const [first = '', ...members] = text.split('.');
  const meaning = /^[\w$]/.test(first) ? constants.get(first) : undefined;
  return meaning === undefined ? text : [meaning, ...members].join('.');
}
