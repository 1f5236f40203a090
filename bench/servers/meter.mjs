/** Loaded into a server before its own code: tells its parent, when asked, what it has used. */
import process from 'node:process';

const answers = {
  memory: () => {
    // Twice: what the first one finalizes, such as buffers, is freed only by the second.
    globalThis.gc?.();
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { resident: rss, live: heapUsed + external };
  },
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
};

process.on('message', (/** @type {'memory' | 'cpu'} */ question) => {
  process.send?.(answers[question]());
});
// A parent that broke off has no other way to stop it.
process.on('disconnect', () => process.exit());
// Asking must not keep alive a server that is told to stop.
process.channel?.unref();
