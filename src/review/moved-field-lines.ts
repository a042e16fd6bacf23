import type { JsonValue } from '../model/canonical-json';
import { savedField } from '../model/saved-field';
import type { MovedField } from '../plan/footprint';
import type { Plan } from '../plan/plan-document';
import { fieldValueText } from './field-value';

/** What is not a resource of a plan, as a reader knows it. */
const SUBJECTS: readonly (readonly [prefix: RegExp, name: string])[] = [
  [/^addresses\.(.*)$/, 'addresses of $1'],
  [/^ownership\.(.*)$/, 'record that hpvmctl made $1'],
  [/^macAddress\.(.*)$/, 'MAC address $1'],
  [/^portSettings\.(.*)$/, 'lanInterface.$1'],
  [/^saved\.(.*)$/, '$1'],
  [/^guest\.(.*)$/, 'guest $1'],
  [/^netconf$/, '/etc/rc.config.d/netconf'],
  [/^managementPath$/, 'management path'],
  [/^unfinishedRun$/, 'unfinished run'],
  [/^platform$/, 'host'],
  [/^capture$/, 'programs that capture packets'],
  [/^coverage$/, 'what could not be read'],
];

/** Fields that a plan shows under another name. */
const FIELDS: Readonly<Record<string, string>> = {
  receiveChecksumOffload: 'checksumOffload (receive)',
  transmitChecksumOffload: 'checksumOffload (transmit)',
  virtualMtuBytes: 'segmentationOffload',
};

/** Fields in which null says that nobody knows; elsewhere it says that there is none. */
const UNKNOWN_IF_NULL = new Set([
  ...['receiveChecksumOffload', 'transmitChecksumOffload', 'virtualMtuBytes', 'speedMbps', 'interfaceType'],
  ...['hasPendingConfiguration', 'isModifiable', 'isShareable', 'hasIpv6'],
]);

/** Subjects that are there or are not; the fields of such a one are not all null. */
const OBJECT = /^(?:saved\.)?(?:lanInterface|apaGroup|hostVlan|vswitch|guest|guestNic)\./;

/** Observed fields that are not as they were, a line each and in the words of a plan: `tunables: macAddressFrames not set -> 7`. */
export function movedFieldLines(plan: Plan, moved: readonly MovedField[]): readonly string[] {
  const subjects = new Set(moved.map(({ path }) => subjectOf(path)));
  return [...subjects].flatMap((subject) =>
    subjectLines(
      plan,
      subject,
      moved.filter(({ path }) => subjectOf(path) === subject),
    ),
  );
}

function subjectOf(path: string): string {
  return path.split('/', 1)[0] ?? '';
}

function subjectLines({ basis }: Plan, subject: string, fields: readonly MovedField[]): readonly string[] {
  const name = SUBJECTS.reduce((text, [prefix, words]) => text.replace(prefix, words), subject);
  const isSaved = subject.startsWith('saved.');
  const known = basis.footprint.filter(({ path }) => subjectOf(path) === subject);
  const knowing = fields.find(({ path }) => path.endsWith('/isKnown'));
  if (knowing !== undefined)
    return [`- ${name}: how it is saved is ${knowing.observed === false ? 'not known any more' : 'known now'}`];
  if (OBJECT.test(subject)) {
    const gone = new Set(fields.filter(({ observed }) => observed === null).map(({ path }) => path));
    if (gone.size > 0 && known.every(({ path, value }) => value === null || gone.has(path)))
      return [`- ${name}: is ${isSaved ? 'not saved' : 'not there'} any more`];
  }
  if (known.some(({ path }) => path === subject)) {
    const now = fields.filter(({ observed }) => observed !== null);
    return [`- ${name}: is ${isSaved ? 'saved' : 'there'} now (${now.map((field) => nowText(field)).join(', ')})`];
  }
  return fields.map(({ path, planned, observed }) => {
    const field = path.slice(subject.length + 1);
    const label = FIELDS[field] ?? field;
    const what = label === '' ? 'saved as' : isSaved ? savedField(label) : label;
    return `- ${name}: ${what} ${valueText(field, planned, isSaved)} -> ${valueText(field, observed, isSaved)}`;
  });
}

function nowText({ path, observed }: MovedField): string {
  const field = path.slice(path.indexOf('/') + 1);
  return `${FIELDS[field] ?? field} ${valueText(field, observed, false)}`;
}

/** Where a moved field is an object by itself, without a name of its own, it is all that is saved of one. */
function valueText(field: string, value: JsonValue, isSaved: boolean): string {
  if (value === null && UNKNOWN_IF_NULL.has(field)) return 'not known';
  if (value === null) return fieldValueText(isSaved ? savedField(field) : field, null);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (field === 'virtualMtuBytes') return value === 0 ? 'off' : `on (virtual MTU ${fieldValueText(field, value)})`;
  if (field === 'ports' && isPairs(value))
    return (
      value.map(([port, vlanId]) => `${fieldValueText('port', port ?? null)} ${vlanText(vlanId ?? null)}`).join(', ') ||
      fieldValueText(field, [])
    );
  if (typeof value === 'object' && !isList(value))
    return Object.entries(value)
      .map(([name, each]) => `${FIELDS[name] ?? name} ${valueText(name, each, false)}`)
      .join(', ');
  return fieldValueText(field, value);
}

function vlanText(vlanId: JsonValue): string {
  return typeof vlanId === 'number' ? `in VLAN ${String(vlanId)}` : fieldValueText('vlanId', vlanId);
}

function isPairs(value: JsonValue): value is readonly (readonly JsonValue[])[] {
  return isList(value) && value.every(isList);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
