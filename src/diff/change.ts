import type { JsonValue } from '../model/canonical-json';
import type { ResourceAddress, ResourceKind } from '../model/resource';

export type ChangeAction = 'create' | 'update' | 'delete';

/** One field that differs. `before`/`after` are null where there is no value. */
export interface FieldChange {
  /** Property name in the desired-state document, for example `uplink`. */
  readonly path: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** What must become different on one resource. */
export interface Change {
  readonly address: ResourceAddress;
  readonly kind: ResourceKind;
  readonly action: ChangeAction;
  readonly fields: readonly FieldChange[];
  /** Safety rule that implied this change, when the user did not write it. */
  readonly derivedBy?: string;
}
