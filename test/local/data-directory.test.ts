import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DataDirectoryInUse, openDataDirectory } from '../../local/data-directory.ts';
import { temporaryDirectory } from './temporary-directory.ts';

test('a second stack on the same data is refused until the first lets it go', () => {
  const path = temporaryDirectory();
  const first = openDataDirectory(path);
  expect(() => openDataDirectory(path)).toThrow(DataDirectoryInUse);
  first.release();
  openDataDirectory(path).release();
});

test('the data knows whether the stack that had it was stopped', () => {
  const path = temporaryDirectory();
  const first = openDataDirectory(path);
  expect(first.leftRunning).toBe(false);
  first.release();
  const second = openDataDirectory(path);
  expect(second.leftRunning).toBe(false);
  second.release();
});

test('the data keeps how far its clock was moved', () => {
  const path = temporaryDirectory();
  const first = openDataDirectory(path);
  expect(first.clockOffset).toBe(0);
  first.saveClockOffset(86_400_000);
  first.release();
  const second = openDataDirectory(path);
  expect(second.clockOffset).toBe(86_400_000);
  second.release();
});

test('an ephemeral folder goes with its stack', () => {
  const directory = openDataDirectory('ephemeral');
  expect(existsSync(directory.path)).toBe(true);
  directory.release();
  expect(existsSync(directory.path)).toBe(false);
});
