import type { SubjectId } from '../../shared/domain/id.ts';
import type { Letter } from '../../shared/domain/letter.ts';
import type { RequestContact, RequestDocument } from '../../shared/domain/request.ts';
import type { StaffRequest, StatedRequest } from '../../shared/domain/request-input.ts';
import type { RequestView } from '../../shared/domain/request-view.ts';
import type { Right } from '../../shared/policy/rights.ts';
import type { World } from '../../shared/ports.ts';
import { readRequest } from '../../shared/usecases/change-request.ts';
import { confirmRequest } from '../../shared/usecases/confirm-request.ts';
import { openRequestPage } from '../../shared/usecases/open-request-page.ts';
import { receiveRequest, receiveStaffRequest } from '../../shared/usecases/receive-request.ts';
import { letterOf } from './consenting.ts';
import type { Database } from './database.ts';

/** What people who ask for a right do with forms, mails and pages, over a database. */
export interface Asking {
  /** Asks by a form, and lets the mail go out; returns the id. */
  ask(
    right: Right,
    contact: string | RequestContact,
    rest?: Partial<StatedRequest>,
    world?: World,
  ): Promise<string>;
  /** Staff type in what came by mail or on the phone. */
  typeIn(right: Right, contact: string | RequestContact, rest?: Partial<StaffRequest>): Promise<string>;
  /** Presses the button on the page that the latest mail leads to, and lets everything happen; returns the page's token. */
  confirm(email: string, world?: World): Promise<string>;
  /** Asks, confirms, and lets everything happen. */
  askAndConfirm(right: Right, email: string, rest?: Partial<StatedRequest>): Promise<string>;
  documentOf(requestId: string): Promise<RequestDocument>;
  /** What the link in a letter shows. */
  pageAt(link: string, world?: World): Promise<RequestView | undefined>;
  lettersTo(email: string): readonly Letter[];
  namesOfEvents(requestId: string): Promise<readonly string[]>;
}

export function askingOver(database: Database): Asking {
  const { world: real, sent } = database;
  return {
    async ask(right, contact, rest = {}, world = real) {
      const { requestId } = await receiveRequest(world, stated(world, right, contact, rest));
      await database.deliver(world);
      return requestId;
    },
    async typeIn(right, contact, rest = {}) {
      const request = stated(real, right, contact, rest);
      const receipt = await receiveStaffRequest(real, { request, by: 'somebody' });
      if (receipt.outcome === 'invalid') throw new Error(receipt.errors[0]?.reason);
      await database.deliver();
      return receipt.requestId;
    },
    async confirm(email, world = real) {
      const { page } = letterOf(
        'confirm-request',
        sent.filter(({ to }) => to === email),
      );
      const receipt = await confirmRequest(world, linkIn(page));
      await database.deliver(world);
      if (receipt.outcome !== 'confirmed') throw new Error('the link did not confirm');
      return receipt.token;
    },
    async askAndConfirm(right, email, rest = {}) {
      const requestId = await this.ask(right, email, rest);
      await this.confirm(email);
      return requestId;
    },
    async documentOf(requestId) {
      const stored = await readRequest(real, requestId);
      if (stored === undefined) throw new Error('there is no such request');
      return stored.document;
    },
    pageAt: (link, world = real) => openRequestPage(world, linkIn(link)),
    lettersTo: (email) => sent.filter(({ to }) => to === email).map(({ letter }) => letter),
    async namesOfEvents(requestId) {
      const events = await database.eventsOf(requestId as SubjectId);
      return events.map(({ type }) => type.replace('works.contracting.privacy.', '').replace('.v1', ''));
    },
  };
}

/** What a link of a letter leads to. */
export function linkIn(page: string): { readonly requestId: string; readonly token: string } {
  const { pathname, searchParams } = new URL(page);
  return { requestId: pathname.split('/').at(-1) ?? '', token: searchParams.get('token') ?? '' };
}

function stated(
  world: World,
  right: Right,
  contact: string | RequestContact,
  rest: Partial<StaffRequest>,
): StaffRequest {
  const receivedOn = world.clock.now().toZonedDateTimeISO('Europe/Oslo').toPlainDate().toString();
  const who = typeof contact === 'string' ? { email: contact } : contact;
  return { right, contact: who, locale: 'en', receivedOn, ...rest };
}
