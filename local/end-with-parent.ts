/**
 * Loaded before a program that does not know that it is a part (`node --import`): when the process that started
 * it is gone, it gets the signal that it understands, and once it has that, the channel to its parent does not
 * keep it alive.
 */
const orphaned = () => process.kill(process.pid, 'SIGTERM');

process.once('disconnect', orphaned);
process.once('SIGTERM', () => {
  process.off('disconnect', orphaned);
  if (process.connected) process.disconnect();
});
