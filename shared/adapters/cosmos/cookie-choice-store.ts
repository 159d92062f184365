import type { Container } from '@azure/cosmos';
import type { CookieChoices } from '../../ports.ts';

/** The documents of `cookie-choices`: partition key `/id`, each gone when its time to live is over. */
export function createCookieChoiceStore(container: Container): CookieChoices {
  return {
    async add(choice) {
      await container.items.create({ ...choice, choices: { ...choice.choices } });
    },
  };
}
