import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { LoadedDesired } from '../../workflow/load-desired';
import { desiredOfDocument } from '../../workflow/desired-of-document';
import { isObjectValue, isWhollyKnown, UNKNOWN, type ObjectValue, type Value } from '../protocol/value';
import { declaredAt } from './declared-at';
import { desiredDocument, type AttributePath, type WrittenDocument } from './desired-document';
import { NOTHING_STORED } from './host-network-schema';
import { KIND_MAPPINGS } from './kinds';
import { toldAsAttributes } from './told-as-attributes';

/** A diagnostic with the attribute it is about. */
export interface LocatedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly path: AttributePath;
}

/** What a configuration asks for, or what is wrong with it. */
export interface ReadConfig {
  readonly loaded: LoadedDesired | undefined;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Reads a configuration (or a state) in which everything is known but perhaps the snapshot. */
export function readConfig(config: ObjectValue, connectionDefaults: ObjectValue): ReadConfig {
  const written = desiredDocument(config, connectionDefaults);
  const loaded = desiredOfDocument(written.document, 'the configuration');
  return {
    loaded: loaded.ok ? loaded.value : undefined,
    diagnostics: [...located(loaded.diagnostics, written), ...optionProblems(config)],
  };
}

/**
 * What is wrong with a configuration that may hold unknown values. Elements with something unknown in them are left out; a
 * reference to one of them is not judged before it is known.
 */
export function validateConfig(config: ObjectValue): readonly LocatedDiagnostic[] {
  const known = knownPart(config);
  const { diagnostics } = readConfig(known, {});
  const silent = silentElements(known);
  if (isWhollyKnown(withoutSnapshot(config))) return [...diagnostics, ...silent];
  // With parts missing only what is wrong with one value alone is certain: those codes end so.
  return [...diagnostics.filter(({ diagnostic }) => /-(invalid|out-of-range)$/.test(diagnostic.code)), ...silent];
}

/**
 * Elements that say nothing, in which a misspelt attribute may have been: Terraform drops those without a word. Constructs, which
 * say where an element is declared, misspell nothing.
 */
function silentElements(config: ObjectValue): readonly LocatedDiagnostic[] {
  return Object.values(KIND_MAPPINGS).flatMap(({ attribute, fields }) => {
    const given = config[attribute];
    return Object.entries(isObjectValue(given) ? given : {}).flatMap(([key, element]) => {
      const path = [{ attribute }, { key }];
      if (!isObjectValue(element) || declaredAt(config, path) !== undefined) return [];
      if (Object.values(element).some((value) => value !== null)) return [];
      const summary = `${attribute}[${JSON.stringify(key)}] says nothing`;
      const names = fields.map((field) => field.attribute).join(', ');
      const detail = `It will be there, and nothing else of it is managed. Terraform drops attributes that it does not know from the elements of maps, without a word: was one misspelt? There are ${names}.`;
      return [{ diagnostic: warningDiagnostic('says-nothing', summary, detail), path }];
    });
  });
}

/** Everything a configuration says about the host; the snapshot only says what the host is. */
export function withoutSnapshot(config: ObjectValue): ObjectValue {
  return { ...config, snapshot: null };
}

/** The part of a configuration that a state may hold: nothing that is write-only. */
export function lastingPart(config: ObjectValue): ObjectValue {
  return { ...config, ...NOTHING_STORED };
}

function located(diagnostics: readonly Diagnostic[], written: WrittenDocument): readonly LocatedDiagnostic[] {
  return diagnostics.map((diagnostic) => ({
    diagnostic: toldAsAttributes(diagnostic, written),
    path: written.pathOf(diagnostic.address ?? ''),
  }));
}

function knownPart(config: ObjectValue): ObjectValue {
  const kinds = Object.values(KIND_MAPPINGS).map(({ attribute, key }): readonly [string, Value] => {
    const given = config[attribute] ?? null;
    if (!isObjectValue(given)) return [attribute, null];
    if (key === undefined) return [attribute, isWhollyKnown(given) ? given : null];
    return [attribute, Object.fromEntries(Object.entries(given).filter(([, value]) => isWhollyKnown(value)))];
  });
  const ssh = isWhollyKnown(config['ssh']) ? (config['ssh'] ?? null) : null;
  // Any name will do for a host whose name is not known yet.
  const host = config['host'] === UNKNOWN ? 'host' : (config['host'] ?? null);
  const declaredAt = isWhollyKnown(config['declared_at']) ? (config['declared_at'] ?? null) : null;
  return { ...config, ...Object.fromEntries(kinds), host, ssh, declared_at: declaredAt };
}

const ON_DESTROY = ['remove', 'forget'];
const CONFIRM_SECONDS = { least: 10, most: 86_400 };

function optionProblems(config: ObjectValue): readonly LocatedDiagnostic[] {
  const { on_destroy: onDestroy = null, confirm_seconds: confirmSeconds = null } = config;
  const problems: LocatedDiagnostic[] = [];
  const problem = (attribute: string, value: Value, allowed: string): void => {
    const detail = `Allowed: ${allowed}.`;
    const summary = `${attribute} is ${JSON.stringify(value)}`;
    problems.push({ diagnostic: errorDiagnostic(`${attribute}-invalid`, summary, detail), path: [{ attribute }] });
  };
  if (typeof onDestroy === 'string' && !ON_DESTROY.includes(onDestroy))
    problem('on_destroy', onDestroy, '"remove" (default) or "forget"');
  if (typeof confirmSeconds === 'number') {
    const isAllowed =
      Number.isInteger(confirmSeconds) &&
      confirmSeconds >= CONFIRM_SECONDS.least &&
      confirmSeconds <= CONFIRM_SECONDS.most;
    if (!isAllowed) problem('confirm_seconds', confirmSeconds, 'a whole number from 10 to 86400');
  }
  return [...problems, ...fractions(config)];
}

/** Numbers reach us as doubles; whole seconds are the same on every way. */
function fractions(config: ObjectValue): readonly LocatedDiagnostic[] {
  return Object.values(KIND_MAPPINGS).flatMap(({ attribute, key: hasKeys }) => {
    const given = config[attribute];
    if (hasKeys === undefined || !isObjectValue(given)) return [];
    return Object.entries(given).flatMap(([key, value]) => {
      const seconds = isObjectValue(value) ? value['max_outage_seconds'] : undefined;
      if (typeof seconds !== 'number' || Number.isSafeInteger(seconds)) return [];
      const path = [{ attribute }, { key }, { attribute: 'max_outage_seconds' }];
      const summary = `max_outage_seconds is ${String(seconds)}`;
      const detail = 'Allowed: a whole number of seconds, 0 or more.';
      return [{ diagnostic: errorDiagnostic('max-outage-seconds-invalid', summary, detail), path }];
    });
  });
}
