import type { IConstruct } from 'constructs';

import type { DesiredDocument } from '../../src/desired/desired-schema';

type ListName = 'lanInterfaces' | 'apaGroups' | 'hostVlans' | 'vswitches' | 'guestNics';
type ElementOf<Name extends ListName> = NonNullable<DesiredDocument[Name]>[number];

/** What one construct adds to the document of its host, without `from`. */
export type Declaration =
  | { readonly [Name in ListName]: { readonly list: Name; readonly element: ElementOf<Name> } }[ListName]
  | { readonly list: 'tunables'; readonly element: NonNullable<DesiredDocument['tunables']> };

const DECLARATION = Symbol.for('cdktf-hpvm.Declaration');

/** Attaches to a construct what it declares. Constructs that only refer to something declare nothing. */
export function declare(construct: IConstruct, declaration: Declaration): void {
  Object.defineProperty(construct, DECLARATION, { value: declaration });
}

/** Everything declared in a tree, in tree order. Constructs that were taken out of the tree no longer count. */
export function declarationsIn(
  root: IConstruct,
): readonly { readonly construct: IConstruct; readonly declaration: Declaration }[] {
  return root.node.findAll().flatMap((construct) => {
    const declaration = (construct as { readonly [DECLARATION]?: Declaration })[DECLARATION];
    return declaration === undefined ? [] : [{ construct, declaration }];
  });
}
