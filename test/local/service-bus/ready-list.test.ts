import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ReadyList } from '../../../local/service-bus/entity/ready-list.ts';

it('the ready list gives the lowest number first, whatever comes and goes between', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(), { nil: undefined })), (steps) => {
      const list = new ReadyList();
      const model: number[] = [];
      for (const step of steps) {
        if (step !== undefined) {
          list.add(step);
          model.push(step);
        } else {
          list.dropLowest();
          model.shift();
        }
        model.sort((a, b) => a - b);
        expect(list.lowest()).toBe(model[0]);
      }
    }),
  );
});
