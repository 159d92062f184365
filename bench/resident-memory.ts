import { readFileSync, writeFileSync } from 'node:fs';

/** The most resident memory, in bytes, that a process had while the work was done. As Linux itself keeps it. */
export async function peakMemory(pid: number, work: () => Promise<void>): Promise<number> {
  // proc(5): 5 sets the peak to what is resident now.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  await work();
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}
