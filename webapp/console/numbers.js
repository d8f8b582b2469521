// SPDX-License-Identifier: Apache-2.0
// Numbers for people.

const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export const count = (value) => whole.format(value);
export const perSecond = (value) => (value > 0 && value < 0.1 ? "<0.1" : plain.format(value));

export function milliseconds(value) {
  if (value === null || value === undefined) return "–";
  if (value < 10) return `${plain.format(value)} ms`;
  if (value < 1000) return `${whole.format(value)} ms`;
  return value < 120_000 ? `${plain.format(value / 1000)} s` : `${whole.format(value / 60_000)} min`;
}

export function bytes(value) {
  if (!value) return "–";
  const units = ["B", "KiB", "MiB", "GiB"];
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${(value < 10 ? plain : whole).format(value)} ${units[unit]}`;
}

export const moment = (iso) =>
  new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** Estimated from how many calls took no longer than each bound. */
export function quantile(part, before, now, calls) {
  let low = 0;
  let counted = 0;
  for (const [bound, total] of Object.entries(now).sort((a, b) => a[0] - b[0])) {
    const upTo = total - (before[bound] ?? 0);
    if (upTo >= part * calls) {
      const share = (part * calls - counted) / Math.max(1, upTo - counted);
      return low + (Number(bound) - low) * share;
    }
    low = Number(bound);
    counted = upTo;
  }
  return low;
}
