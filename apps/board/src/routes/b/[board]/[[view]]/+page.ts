/** Nothing is waited for here: what the view needs begins to come while it is found out who asks and the board opens. */
import { DEFAULT_VIEW, isView } from '#lib/shell/address.ts';
import { expectView } from '#lib/shell/code.ts';

export function load({ params }: { readonly params: { readonly view?: string } }): void {
  const { view = DEFAULT_VIEW } = params;
  expectView(isView(view) ? view : DEFAULT_VIEW);
}
