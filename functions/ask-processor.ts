import type { InvocationContext, ServiceBusTopicHandler } from '@azure/functions';
import type { PrivacyEvent } from '../shared/domain/event.ts';
import type { ProcessorId } from '../shared/policy/processors.ts';
import { askProcessor } from '../shared/usecases/ask-processor.ts';
import { log } from './runtime/log.ts';
import { world } from './world.ts';

/** The subscription of one processor: each message asks it to erase, to correct or to stop. */
export function asking(processor: ProcessorId): ServiceBusTopicHandler {
  return async (message: unknown, context: InvocationContext) => {
    const { outcome } = await askProcessor(world(), message as PrivacyEvent<'processor.notified'>);
    log(context, 'processor-asked', { processor, outcome });
  };
}
