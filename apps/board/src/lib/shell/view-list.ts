/** The views of the rail: their icon, in their order. A view that does not exist is not listed. */
import {
  IconArrowLeftRight,
  IconComment,
  IconDatabase,
  IconFileCheck,
  IconFileText,
  IconGitBranch,
  IconHistory,
  IconList,
  IconListTodo,
  IconMap,
  IconOctagonAlert,
  IconShapes,
  IconTable,
  IconUsers,
} from '#lib/ui/icons.ts';
import type { ViewName } from './address.ts';

/** Left out: the charter, which the top bar opens. */
export const RAIL: readonly { readonly view: ViewName; readonly icon: typeof IconMap }[] = [
  { view: 'map', icon: IconMap },
  { view: 'systems', icon: IconTable },
  { view: 'data', icon: IconDatabase },
  { view: 'outputs', icon: IconFileCheck },
  { view: 'interfaces', icon: IconArrowLeftRight },
  { view: 'owners', icon: IconShapes },
  { view: 'people', icon: IconUsers },
  { view: 'process', icon: IconGitBranch },
  { view: 'findings', icon: IconOctagonAlert },
  { view: 'discussion', icon: IconComment },
  { view: 'todo', icon: IconListTodo },
  { view: 'history', icon: IconHistory },
  { view: 'charter', icon: IconFileText },
];

/** The four that fit beside "More" at the bottom of a phone. On a phone the map is the outline. */
export const PHONE: readonly ViewName[] = ['map', 'systems', 'data', 'discussion'];
export const OUTLINE_ICON = IconList;
