/**
 * Preloaded into the server by the launcher: when the launcher is gone, or asks over the channel, the server stops as
 * it does for SIGTERM. The server's sources know nothing of this.
 */
const channel = process.channel;
if (channel !== undefined) {
  /** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
  const stop = (signal) => {
    if (!process.emit(signal, signal)) process.exit(1);
  };
  process.once('disconnect', () => stop('SIGTERM'));
  process.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'stop' in message) stop('SIGTERM');
  });
  // Listening would keep a finished process alive.
  channel.unref();
}
