import { expect, test } from 'vitest';
import { once } from '../../functions/http/once.ts';

test('what is made with the first question is kept, and what failed is tried again', async () => {
  let tries = 0;
  const made = once(async () => {
    tries += 1;
    if (tries === 1) throw new Error('not now');
    return { tries };
  });
  await expect(made()).rejects.toThrow('not now');
  expect(await made()).toEqual({ tries: 2 });
  expect(await made()).toBe(await made());
});
