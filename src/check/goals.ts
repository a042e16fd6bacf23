import type { JsonValue } from '../model/canonical-json';
import type { PlannedChange } from '../plan/plan-document';

type Scalar = string | number | boolean | null;

/** What a plan says that it changes, by resource address. Everything it does not name is to stay as it is. */
export class Goals {
  private readonly changes: ReadonlyMap<string, PlannedChange>;

  constructor(changes: readonly PlannedChange[]) {
    this.changes = new Map(changes.map((change) => [change.address, change]));
  }

  /** Identities of the named resources of one kind. */
  identities(kind: string): readonly string[] {
    const prefix = `${kind}.`;
    return [...this.changes.keys()].flatMap((address) =>
      address.startsWith(prefix) ? [address.slice(prefix.length)] : [],
    );
  }

  isNamed(address: string): boolean {
    return this.changes.has(address);
  }

  isDeleted(address: string): boolean {
    return this.changes.get(address)?.action === 'delete';
  }

  isCreated(address: string): boolean {
    return this.changes.get(address)?.action === 'create';
  }

  isFieldNamed(address: string, path: string): boolean {
    return this.after(address, path) !== undefined;
  }

  /** The value a field is to have; `otherwise` where the plan does not change it. */
  field(address: string, path: string, otherwise: Scalar): Scalar {
    const after = this.after(address, path);
    if (after === undefined) return otherwise;
    return after !== null && typeof after === 'object' ? JSON.stringify(after) : after;
  }

  /** The same for a field with a list of texts. */
  list(address: string, path: string, otherwise: readonly string[]): readonly string[] {
    const after = this.after(address, path);
    return Array.isArray(after) ? after.map(String) : otherwise;
  }

  private after(address: string, path: string): JsonValue | undefined {
    return this.changes.get(address)?.fields.find((each) => each.path === path)?.after;
  }
}
