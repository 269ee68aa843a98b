/** How what happens in the rooms is logged: which event is a fault, which is somebody's mistake, which is routine. */
import type { SyncEvent } from '@chartroom/sync/server';
import type { Level, Logger } from 'pino';

const levelOf = (event: SyncEvent): Level => {
  switch (event.kind) {
    case 'append-failed':
    case 'load-failed':
    case 'room-broken':
    case 'callback-failed':
      return 'error';
    case 'room-reloaded':
      return event.skippedSeqs.length > 0 ? 'error' : 'warn';
    case 'edit-refused':
    case 'frame-malformed':
      return 'warn';
    case 'connection-opened':
    case 'connection-closed':
    case 'connection-lost':
      return 'info';
    case 'room-loaded':
    case 'room-evicted':
    case 'awareness-dropped':
      return 'debug';
  }
};

export const logSyncEvents =
  (log: Logger) =>
  (event: SyncEvent): void => {
    log[levelOf(event)](event, event.kind);
  };
