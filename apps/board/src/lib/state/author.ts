/** Somebody who writes or says something, as the server knows them. */
import type { PlantFunction } from '@chartroom/server/api';

export interface Author {
  readonly id: string;
  readonly name: string;
  readonly function: PlantFunction;
  readonly kind: 'visitor' | 'user' | 'token' | 'server';
}
