import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timestamp } from '../../shared/domain/calendar.ts';
import type { ErasureDocument } from '../../shared/domain/document.ts';
import { recordAnswer, recordDecision, remind } from '../../shared/domain/notice.ts';
import { entriesOf, isFinal, isTask, type ProcessorAnswer } from '../../shared/domain/recipient.ts';
import { type ProcessorId, processorIds } from '../../shared/policy/processors.ts';
import {
  entriesOfErasure,
  erasures,
  licenceEntry,
  Partition,
  type Which,
  Worker,
} from './erasure-partition.ts';

/** One thing that can happen around two erasures of one person; answers may come late, and twice. */
type Happening = { readonly which: Which } & (
  | { readonly does: 'answer'; readonly processor: ProcessorId; readonly answer: ProcessorAnswer }
  | { readonly does: 'decide'; readonly processor: ProcessorId; readonly decision: 'done' | 'exception' }
  | { readonly does: 'remind' | 'advance' | 'tell' }
  /** One of two, who may be overtaken by the other or by all else, or never come to act. */
  | { readonly does: 'look' | 'look when told' | 'act' | 'die'; readonly worker: 0 | 1 }
);

const anyErasure = fc.constantFrom(...erasures);
const anyProcessor = fc.constantFrom(...processorIds);
const final = fc.constantFrom<ProcessorAnswer>(
  { answer: 'done' },
  { answer: 'verified', references: ['1'] },
  { answer: 'nothing-held' },
);
const open = fc.constantFrom<ProcessorAnswer>(
  { answer: 'accepted', references: ['1'] },
  { answer: 'unreachable', because: 'no-answer', retryAfter: 90 },
  { answer: 'failed', because: 'refused' },
  { answer: 'manual', because: 'by-hand' },
);
const answering = fc.record({
  which: anyErasure,
  does: fc.constant('answer'),
  processor: anyProcessor,
  answer: fc.oneof({ weight: 4, arbitrary: final }, open),
});
const deciding = fc.record({
  which: anyErasure,
  does: fc.constant('decide'),
  processor: anyProcessor,
  decision: fc.constantFrom('done', 'exception'),
});
const whole = fc.record({
  which: anyErasure,
  does: fc.constantFrom('remind', 'advance', 'tell'),
});
const byStep = fc.record({
  which: anyErasure,
  does: fc.constantFrom('look', 'look when told', 'act', 'act', 'die'),
  worker: fc.constantFrom(0, 1),
});
/** So many that most stories come to the end, and half of it by workers who meet. */
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: answering }, { weight: 2, arbitrary: deciding }, whole, {
    weight: 10,
    arbitrary: byStep,
  }),
  { maxLength: 200, size: 'max' },
);

/** Two erasures, and what came of what happened to them. */
class Story {
  readonly partition: Partition;
  /** Answers that were taken although nobody waited for one. */
  readonly takenLate: Happening[] = [];
  readonly #workers: [Worker, Worker];

  constructor(forms: number) {
    this.partition = new Partition(forms);
    this.#workers = [new Worker(this.partition), new Worker(this.partition)];
  }

  happen(what: Happening): void {
    const { partition } = this;
    partition.at = partition.at.add({ minutes: 7 });
    const erasure = partition.erasure(what.which);
    switch (what.does) {
      case 'answer':
        return this.#record(what, recordAnswer(erasure, { ...partition.telling(), ...what }));
      case 'decide': {
        const on = timestamp(partition.at);
        const decision = { decision: what.decision, evidence: 'case 1', by: 'staff', on };
        const given = { ...partition.telling(), ...what, decision, evidence: 'f' };
        return this.#record(what, recordDecision(erasure, given));
      }
      case 'remind':
        return this.#record(what, remind(erasure, partition.telling()));
      case 'advance':
      case 'tell':
        return new Worker(partition).advance(what.which, { told: what.does === 'tell' });
      case 'look':
      case 'look when told':
        this.#workers[what.worker].look(what.which, { told: what.does === 'look when told' });
        return;
      case 'act':
        return this.#workers[what.worker].act();
      case 'die':
        this.#workers[what.worker] = new Worker(partition);
    }
  }

  /** The records go, and everybody who is asked answers; nobody has gone on from there. */
  answerAll(): void {
    for (const each of erasures) {
      this.happen({ does: 'advance', which: each });
      for (const [id, recipient] of entriesOf(this.partition.erasure(each).recipients)) {
        const about = { which: each, processor: id };
        this.happen(
          isTask(recipient)
            ? { does: 'decide', ...about, decision: 'done' }
            : { does: 'answer', ...about, answer: { answer: 'done' } },
        );
      }
    }
  }

  #record(what: Happening, recorded: { readonly document: ErasureDocument } | undefined): void {
    if (recorded === undefined) return;
    if (this.partition.erasure(what.which).state !== 'waiting') this.takenLate.push(what);
    this.partition.replace(recorded.document);
  }
}

const isOver = ({ state }: ErasureDocument) => state === 'completed' || state === 'completed-with-exceptions';
const recipientsOf = ({ recipients }: ErasureDocument) => entriesOf(recipients).map(([, each]) => each);

const forms = fc.integer({ min: 1, max: 90 });

/**
 * Whatever happens in whatever order, `hold` holds of both erasures after each. Every other story begins when all have
 * answered, so that two who go on from there meet at the end.
 */
function whateverHappens(hold: (story: Story, which: Which) => void): void {
  fc.assert(
    fc.property(forms, fc.boolean(), happenings, (count, isAnswered, all) => {
      const story = new Story(count);
      if (isAnswered) story.answerAll();
      for (const each of all) {
        story.happen(each);
        for (const erasure of erasures) hold(story, erasure);
      }
    }),
    { numRuns: 200 },
  );
}

describe('two erasures of one person, whatever happens in whatever order', () => {
  test('never say more than is known', () => {
    whateverHappens(({ partition, takenLate }, which) => {
      const erasure = partition.erasure(which);
      const all = recipientsOf(erasure);
      if (erasure.state !== 'deleting') {
        const left = partition.records.map(({ id }) => id);
        expect(erasure.scope.filter(({ id }) => left.some((each) => each === id))).toEqual([]);
        if (which === 'licence') expect(partition.entries).not.toContain(licenceEntry);
      }
      if (erasure.state === 'releasing' || isOver(erasure)) {
        expect(all.every(isFinal)).toBe(true);
        expect(erasure.dossier).toBeUndefined();
        expect(erasure.tell).toBeUndefined();
      } else {
        expect([...partition.entries]).toEqual(expect.arrayContaining([...entriesOfErasure[which]]));
        expect(partition.head).not.toHaveProperty('closedAt');
      }
      if (isOver(erasure)) {
        const stayed = all.some(({ decision }) => decision?.decision === 'exception');
        expect(erasure.state).toBe(stayed ? 'completed-with-exceptions' : 'completed');
      }
      expect(partition.told(which, 'erasure.completed')).toBe(isOver(erasure) ? 1 : 0);
      expect(partition.told(which, 'erasure.started')).toBe(erasure.state === 'deleting' ? 0 : 1);
      expect(takenLate).toEqual([]);
    });
  });

  test('leave nothing that leads to the person when both are over, and the subject closed', () => {
    whateverHappens(({ partition }) => {
      if (!erasures.every((each) => isOver(partition.erasure(each)))) return;
      expect([...partition.entries]).toEqual([]);
      expect(partition.head.closedAt).toBeDefined();
      expect(partition.head).not.toHaveProperty('releasing');
    });
  });

  test('are always found again: a step that must not wait is due, and what waits has a time', () => {
    whateverHappens(({ partition }, which) => {
      const { state, eraseAfter, chaseAt, taskDueOn, verifyAt } = partition.erasure(which);
      switch (state) {
        case 'deleting':
        case 'releasing':
          expect(eraseAfter).toBeDefined();
          break;
        case 'waiting':
        case 'telling':
          expect(chaseAt ?? taskDueOn).toBeDefined();
          break;
        case 'completed':
        case 'completed-with-exceptions':
          expect(verifyAt).toBeDefined();
          break;
        case 'held':
        case 'verified':
          throw new Error(`an erasure that nobody held or verified is ${state}`);
      }
    });
  });

  test('are completed in the end, when everyone answers', () => {
    fc.assert(
      fc.property(forms, happenings, (count, all) => {
        const story = new Story(count);
        const { partition } = story;
        for (const each of all) story.happen(each);
        story.answerAll();
        for (const each of erasures) {
          story.happen({ does: 'advance', which: each });
          story.happen({ does: 'tell', which: each });
        }
        expect(erasures.every((each) => isOver(partition.erasure(each)))).toBe(true);
        expect(partition.told('forms', 'registration.erased')).toBe(count);
        expect([...partition.entries]).toEqual([]);
        expect(partition.head.closedAt).toBeDefined();
      }),
    );
  });
});
