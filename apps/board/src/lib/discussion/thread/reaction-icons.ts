import type { Reaction } from '@chartroom/record';
import { IconCheck, IconEye, IconHelp, IconThanks } from '#lib/ui/icons.ts';

export const REACTION_ICON: Readonly<Record<Reaction, typeof IconCheck>> = {
  agree: IconCheck,
  thanks: IconThanks,
  seen: IconEye,
  unsure: IconHelp,
};
