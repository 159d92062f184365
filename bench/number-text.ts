const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `12,345` */
export function count(value: number): string {
  return whole.format(value);
}

/** `12.3` below a hundred, `123` from there. */
export function short(value: number): string {
  return value < 100 ? value.toFixed(1) : whole.format(value);
}

/** How many of the one go into the other: `1.25 ×`. */
export function times(value: number): string {
  return `${value.toFixed(2)} ×`;
}

/** `18.3 %` */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
