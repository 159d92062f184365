import { register } from '../../shared/policy/register.ts';
import { expectThat } from './check.ts';
import type { ProductClient } from './product-client.ts';

/** Of the privacy policy that a form shows. */
export const POLICY_VERSION = register.versions[0].date;

/** One person behind an address, with a registration that is recorded so. */
export async function expectRegistration(
  { product, email }: { readonly product: ProductClient; readonly email: string },
  { channel, ...recorded }: { readonly channel: string } & Readonly<Record<string, string>>,
): Promise<void> {
  const subjects = await product.lookUp({ email });
  expectThat('one person', subjects.length === 1, subjects.length);
  const records: readonly Readonly<Record<string, unknown>>[] =
    subjects[0]?.records.map((each) => ({ ...each })) ?? [];
  const record = records.find((each) => each['channel'] === channel);
  for (const [detail, value] of Object.entries(recorded)) {
    expectThat(`${detail} of the registration to be ${value}`, record?.[detail] === value, record?.[detail]);
  }
}

/** When each record held of somebody may go, soonest first. */
export async function keptUntil(product: ProductClient, email: string): Promise<string[]> {
  const subjects = await product.lookUp({ email });
  return subjects
    .flatMap(({ records }) => records)
    .map(({ eraseAfter }) => eraseAfter ?? 'no end')
    .sort();
}
