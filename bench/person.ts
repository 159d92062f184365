let people = 0;

/** A form as somebody fills it in who has never been here: nobody else has the address. */
export function newPerson() {
  people += 1;
  return {
    channel: 'contact-form',
    name: `Kari Nordmann ${people}`,
    email: `kari.nordmann.${people}@example.com`,
  } as const;
}
