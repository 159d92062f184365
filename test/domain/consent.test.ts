import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { questionState } from '../../shared/domain/consent-answer.ts';
import { refusedAt, wishIn } from '../../shared/domain/consent-question.ts';
import type { RegistrationDocument } from '../../shared/domain/document.ts';
import type { AskId, RegistrationId, SubjectId } from '../../shared/domain/id.ts';
import { type Registration, registered } from '../../shared/domain/registration.ts';
import { ask, asked, commit, confirm, email, end, eventId, monday } from './consent-steps.ts';

const namesOf = (events: readonly { readonly type: string }[]) =>
  events.map(({ type }) => type.replace('works.contracting.privacy.', '').replace('.v1', ''));

describe('a ticked box', () => {
  test('asks, and is no consent', () => {
    const question = ask(undefined);
    expect(question?.document).toMatchObject({
      state: 'requested',
      contact: { email },
      ask: { id: 'ask-1', at: '2026-11-23T10:00:00Z', endsAt: '2026-12-07T23:00:00Z', registrations: [] },
      eraseAfter: '2026-12-07T23:00:00Z',
      acts: [{ state: 'requested', by: 'ticked-box', channel: 'contact-form', locale: 'nb' }],
    });
    expect(question?.event).toMatchObject({
      data: { purpose: 'marketing', act: 'ticked-box', ask: 'ask-1', endsAt: '2026-12-07T23:00:00Z' },
    });
  });

  test('says nothing of the person in its event, but for a commitment that nobody can read', () => {
    const written = JSON.stringify(ask(undefined, {}, () => 'a commitment')?.event);
    expect(written).toContain('a commitment');
    expect(written).not.toContain('kari');
  });

  test('asks again only after an hour, with another link', () => {
    const first = asked(undefined);
    expect(ask(first, { at: monday.add({ minutes: 59 }), askId: 'ask-2' })).toBeUndefined();
    const second = asked(first, { at: monday.add({ hours: 1 }), askId: 'ask-2' });
    expect(questionState(second, 'ask-1' as AskId, monday.add({ hours: 2 }))).toBe('over');
    expect(questionState(second, 'ask-2' as AskId, monday.add({ hours: 2 }))).toBe('open');
  });

  test('asks somebody who said no: it is an act of the person', () => {
    const refused = end(asked(undefined))?.document;
    expect(ask(refused, { at: monday.add({ hours: 2 }) })?.document).toMatchObject({
      state: 'requested',
      refusedAt: '2026-11-23T10:00:00Z',
    });
    expect(ask(undefined, { suppressedAt: '2026-01-01T00:00:00Z' })).toBeDefined();
  });

  test('leaves a consent that is given as it is until the renewal is confirmed', () => {
    const given = confirm(asked(undefined)).document;
    const renewing = asked(given, {
      at: monday.add({ hours: 2 }),
      contact: { name: 'Somebody else', email },
    });
    expect(renewing).toMatchObject({ state: 'given', contact: given.contact, eraseAfter: given.eraseAfter });
  });

  test('without an address asks nothing: there would be nothing to confirm by', () => {
    const registration: Registration = {
      channel: 'contact-form',
      phone: '+4722334455',
      marketing: true,
      locale: 'nb',
      submittedOn: '2026-11-23',
    };
    expect(wishIn(registration, 'r' as RegistrationId)).toBeUndefined();
    expect(wishIn({ ...registration, email }, 'r' as RegistrationId)).toMatchObject({ by: 'ticked-box' });
  });
});

describe('an old list that staff type in', () => {
  test('asks who has never said no', () => {
    expect(ask(undefined, { by: 'staff' })?.event?.data).toMatchObject({ act: 'staff' });
  });

  test('does not mail who refused, withdrew, or was taken off the list before being erased', () => {
    const by = 'staff';
    const at = monday.add({ hours: 2 });
    const requested = asked(undefined);
    expect(ask(end(requested)?.document, { by, at })).toBeUndefined();
    expect(ask(end(confirm(requested).document)?.document, { by, at })).toBeUndefined();
    expect(ask(undefined, { by, suppressedAt: '2026-01-01T00:00:00Z' })).toBeUndefined();
  });

  test('asks who said yes after that', () => {
    const given = confirm(asked(undefined)).document;
    const at = monday.add({ hours: 2 });
    expect(ask(given, { by: 'staff', at, suppressedAt: '2026-01-01T00:00:00Z' })).toBeDefined();
  });
});

describe('the button on the confirmation page', () => {
  test('gives the consent for five years, with the evidence', () => {
    const { document, event } = confirm(asked(undefined), { at: monday.add({ hours: 24 }) });
    expect(document).toMatchObject({
      state: 'given',
      since: '2026-11-24T10:00:00Z',
      eraseAfter: '2031-11-24T23:00:00Z',
      acts: [
        { state: 'requested' },
        { state: 'given', by: 'confirmation-page', text: expect.any(String), policyVersion: '2021-02-19' },
      ],
    });
    expect(document).not.toHaveProperty('ask');
    expect(event.data).toMatchObject({ act: 'confirmation-page', renewed: false, text: expect.any(String) });
  });

  test('renews it: it has been given since then, and holds five years from now', () => {
    const given = confirm(asked(undefined)).document;
    const later = Temporal.Instant.from('2029-06-01T10:00:00Z');
    const { document, event } = confirm(asked(given, { at: later, askId: 'ask-2' }), { at: later });
    expect(document).toMatchObject({ since: given.since, eraseAfter: '2034-06-01T22:00:00Z' });
    expect(event.data).toMatchObject({ renewed: true });
  });

  test('is open through the last day in Norway, and not a second longer', () => {
    const requested = asked(undefined);
    const state = (at: string) => questionState(requested, 'ask-1' as AskId, Temporal.Instant.from(at));
    expect(state('2026-12-07T22:59:59Z')).toBe('open');
    expect(state('2026-12-07T23:00:00Z')).toBe('over');
  });

  test('lifts an earlier no', () => {
    const refused = end(asked(undefined))?.document;
    const { document } = confirm(asked(refused, { at: monday.add({ hours: 2 }) }));
    expect(refusedAt(document, '2026-01-01T00:00:00Z')).toBeUndefined();
  });

  test('keeps the newsletter sign-ups that waited for it five years, and those only', () => {
    const signUp = (id: string): RegistrationDocument =>
      registered({
        registration: {
          channel: 'newsletter',
          email,
          marketing: true,
          locale: 'nb',
          submittedOn: '2026-11-23',
        },
        id: id as RegistrationId,
        eventId: eventId(),
        subjectId: 's' as SubjectId,
        at: monday,
        salt: '',
        commit,
      }).document;
    expect(signUp('first').eraseAfter).toBe('2026-12-07T23:00:00Z');
    const one = asked(undefined, { signUp: 'first' as RegistrationId });
    const two = asked(one, { signUp: 'second' as RegistrationId, at: monday.add({ minutes: 5 }) });
    const { registrations } = confirm(two, { registrations: ['first', 'second', 'third'].map(signUp) });
    expect(registrations.map(({ id, eraseAfter }) => [id, eraseAfter])).toEqual([
      ['first', '2031-11-23T23:00:00Z'],
      ['second', '2031-11-23T23:00:00Z'],
    ]);
  });
});

describe('a no', () => {
  test('to the question refuses it, and tells no processor: none was told of it', () => {
    const ended = end(asked(undefined));
    expect(ended).toMatchObject({ outcome: 'refused', document: { state: 'refused' } });
    expect(ended).not.toHaveProperty('notice');
    expect(namesOf(ended ? [ended.event] : [])).toEqual(['consent.refused']);
  });

  test('to a consent withdraws it, and tells those who may have the address', () => {
    const ended = end(confirm(asked(undefined)).document);
    expect(ended?.notice?.document).toMatchObject({
      purpose: 'marketing',
      state: 'waiting',
      dossier: { emails: [email] },
      recipients: { 'azure-monitor': { answer: 'notified' }, goto: { answer: 'notified' } },
    });
    expect(namesOf(ended ? [ended.event] : [])).toEqual(['consent.withdrawn']);
    expect(namesOf(ended?.notice?.events ?? [])).toEqual(['processor.notified', 'processor.notified']);
  });

  test('leaves the evidence, and not whose it was', () => {
    const document = end(confirm(asked(undefined)).document)?.document;
    expect(document).toMatchObject({
      state: 'withdrawn',
      refusedAt: '2026-11-23T10:00:00Z',
      eraseAfter: '2031-11-23T23:00:00Z',
      acts: [{ state: 'requested' }, { state: 'given' }, { state: 'withdrawn', by: 'one-click' }],
    });
    expect(JSON.stringify(document)).not.toContain('kari');
  });

  test('said again, or by somebody unknown, changes nothing', () => {
    expect(end(end(asked(undefined))?.document)).toBeUndefined();
    expect(end(end(confirm(asked(undefined)).document)?.document)).toBeUndefined();
    expect(end(undefined)).toBeUndefined();
  });
});
