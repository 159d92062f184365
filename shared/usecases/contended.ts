/** How often a decision is made anew when somebody else was faster. Each time, one of the rivals gets through. */
export const rounds = 64;

/** Too many wrote to the same at once for this change to get through: worth trying again later. */
export class Contended extends Error {
  override readonly name = 'Contended';
  constructor() {
    super('others kept changing the same subject; try again later');
  }
}
