import type { Entry } from '../entry.ts';
import type { KnownEntry } from './index.ts';
import { isEntryKind } from './names.ts';

/** By its kind alone: payloads were checked before they were stored, and are not checked again. */
export const isKnownEntry = (entry: Entry): entry is KnownEntry => isEntryKind(entry.kind);
