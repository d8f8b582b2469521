// SPDX-License-Identifier: Apache-2.0
// A value as a form with files: what is neither file nor text goes as JSON text, as the server reads it.

export function formOf(value) {
  const form = new FormData();
  for (const [name, one] of Object.entries(value)) {
    if (Array.isArray(one) && one.some((item) => item instanceof File)) {
      for (const file of one) form.append(name, file);
    } else if (one instanceof File || typeof one === "string") {
      form.append(name, one);
    } else {
      form.append(name, JSON.stringify(one));
    }
  }
  return form;
}
