import type { Temporal } from 'temporal-polyfill';
import type { AskId, SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { Letter, Mail } from '../../shared/domain/letter.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import type { PurposeId } from '../../shared/policy/purposes.ts';
import type { IdentifierEntry, World } from '../../shared/ports.ts';
import { checkConsent, type UseAnswer } from '../../shared/usecases/check-consent.ts';
import { confirmConsent, type Question } from '../../shared/usecases/confirm-consent.ts';
import { type AudienceLine, listAudience } from '../../shared/usecases/list-audience.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import type { Database } from './database.ts';

/** What people do with forms and mails, over a database. */
export interface Consenting {
  /** Ticks the box of a form and lets the mail go out. */
  signUp(email: string, rest?: Partial<Registration>, world?: World): Promise<void>;
  /** Presses the button on the page that the latest mail leads to. */
  confirm(email: string, world?: World): Promise<Question>;
  /** Signs up and confirms. */
  join(email: string, rest?: Partial<Registration>): Promise<SubjectId>;
  mailsTo(email: string): readonly Mail[];
  /** The question that the latest mail asks. */
  questionTo(email: string): { readonly subjectId: SubjectId; readonly askId: AskId };
  entryOf(email: string): Promise<IdentifierEntry | undefined>;
  subjectOf(email: string): Promise<SubjectId>;
  check(email: string, purpose?: PurposeId): Promise<UseAnswer>;
  audience(purpose: PurposeId): Promise<readonly AudienceLine[]>;
  namesOfEvents(subjectId: SubjectId): Promise<readonly string[]>;
}

export function consentingOver(database: Database): Consenting {
  const { world: real, sent } = database;
  return {
    async signUp(email, rest = {}, world = real) {
      await receiveRegistration(world, { registration: ticked(email, rest) });
      await database.deliver(world);
    },
    async confirm(email, world = real) {
      const question = await confirmConsent(world, this.questionTo(email));
      await database.deliver(world);
      return question;
    },
    async join(email, rest = {}) {
      await this.signUp(email, rest);
      await this.confirm(email);
      return this.subjectOf(email);
    },
    mailsTo: (email) => sent.filter(({ to }) => to === email),
    questionTo(email) {
      const { confirm } = letterOf('confirm-marketing', this.mailsTo(email));
      const link = real.links.readConfirm(new URL(confirm).pathname.split('/').at(-1) ?? '');
      if (link === undefined) throw new Error('the mail has no link of ours');
      return link;
    },
    entryOf: async (email) =>
      (await real.identifiers.find(real.keys.identifierKey(emailIdentifier(email))))?.document,
    async subjectOf(email) {
      const { subjectId } = (await this.entryOf(email)) ?? {};
      if (subjectId === undefined) throw new Error('nobody has this address');
      return subjectId;
    },
    check: (email, purpose = 'marketing') => checkConsent(real, { purpose, email }),
    async audience(purpose) {
      const lines: AudienceLine[] = [];
      for await (const line of listAudience(real, purpose)) lines.push(line);
      return lines;
    },
    async namesOfEvents(subjectId) {
      const events = await database.eventsOf(subjectId);
      return events.map(({ type }) => type.replace('works.contracting.privacy.', '').replace('.v1', ''));
    },
  };
}

export function ticked(email: string, rest: Partial<Registration> = {}): Registration {
  const base = { channel: 'contact-form', marketing: true, locale: 'nb', submittedOn: '2026-11-22' } as const;
  return { ...base, email, ...rest };
}

/** The latest letter of a kind. */
export function letterOf<Name extends Letter['letter']>(
  name: Name,
  mails: readonly Mail[],
): Extract<Letter, { readonly letter: Name }> {
  const found = mails
    .map(({ letter }) => letter)
    .findLast((letter): letter is Extract<Letter, { readonly letter: Name }> => letter.letter === name);
  if (found === undefined) throw new Error(`there is no letter ${name}`);
  return found;
}

/** The world some time later. */
export function later(world: World, by: Temporal.DurationLike): World {
  return { ...world, clock: { ...world.clock, now: () => world.clock.now().add(by) } };
}
