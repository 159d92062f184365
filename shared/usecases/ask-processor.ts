import type { NoticeDocument } from '../domain/document.ts';
import type { PrivacyEvent } from '../domain/event.ts';
import { recordAnswer } from '../domain/notice.ts';
import { dossierFor, isAwaited, type ProcessorAnswer } from '../domain/recipient.ts';
import type { ProcessorId } from '../policy/processors.ts';
import type { Connector, ConnectorRequest, World } from '../ports.ts';
import { readNotice, recordInNotice } from './record-answer.ts';

/** How often a processor that has begun is asked on in one go: find first, then delete by number. */
const steps = 3;

export type AskReceipt =
  /** It has answered before, or a later message is on its way to it. */
  { readonly outcome: 'nothing-to-ask' } | { readonly outcome: ProcessorAnswer['answer'] };

/**
 * Takes a message to a processor: reads what it has to know from the notice, asks it, and records its answer
 * (GDPR Art. 19, policy row P11). The notice decides, not the message: one that comes twice, late or out of order
 * asks nothing twice that is answered.
 */
export async function askProcessor(
  world: World,
  { subject: subjectId, data }: PrivacyEvent<'processor.notified'>,
): Promise<AskReceipt> {
  const { processor, notice, attempt } = data;
  const which = { subjectId, notice };
  let receipt: AskReceipt = { outcome: 'nothing-to-ask' };
  for (let step = 0; step < steps; step += 1) {
    const document = (await readNotice(world, which))?.document;
    const recipient = document?.recipients[processor];
    if (document === undefined || recipient === undefined) return receipt;
    if (recipient.attempt !== attempt || !isAwaited(recipient)) return receipt;
    const request = requestTo(processor, document);
    if (request === undefined) return receipt;

    const answer = await ask(world.connectors[processor], document, request);
    const recorded = await recordInNotice(world, which, (current) =>
      recordAnswer(current, {
        processor,
        answer,
        subjectId,
        at: world.clock.now(),
        newEventId: () => world.ids.event(world.clock.now()),
      }),
    );
    if (recorded === undefined) return receipt;
    world.telemetry.event('processor-answered', {
      processor,
      notice: notice.kind,
      answer: answer.answer,
      by: 'processor',
    });
    receipt = { outcome: answer.answer };
    const hasNews =
      answer.answer === 'accepted' &&
      answer.references.some((reference) => !request.references.includes(reference));
    if (!hasNews) return receipt;
  }
  return receipt;
}

/** What the processor gets to know; undefined when nothing is left that it would need. */
function requestTo(processor: ProcessorId, document: NoticeDocument): ConnectorRequest | undefined {
  const { dossier, id, requestedAt, recipients } = document;
  if (dossier === undefined) return undefined;
  return {
    id,
    requestedAt,
    dossier: dossierFor(processor, dossier),
    references: recipients[processor]?.references ?? [],
  };
}

function ask(
  connector: Connector,
  document: NoticeDocument,
  request: ConnectorRequest,
): Promise<ProcessorAnswer> {
  switch (document.kind) {
    case 'erasure':
      return connector.erase(request);
    case 'rectification':
      return connector.rectify(request);
    case 'withdrawal':
      return connector.withdraw(request);
  }
}
