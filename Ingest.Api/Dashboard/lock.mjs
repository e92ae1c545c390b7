// One at a time: two builds of a checkout, an editor's and a shell's say, would remove each other's packages.
import { openSync, closeSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Waits for the lock, and returns what gives it back. A lock whose process is gone holds nobody. */
export async function lockedBy(path) {
  for (;;) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (taken) {
      if (taken.code !== 'EEXIST') throw taken;
      if (!lives(holder(path))) rmSync(path, { force: true });
      else await pause(100);
    }
  }
}

function holder(path) {
  try {
    return Number(readFileSync(path, 'utf8')) || process.pid; // empty: being written
  } catch {
    return process.pid; // given back in between
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (gone) {
    return gone.code === 'EPERM';
  }
}
