// SPDX-License-Identifier: Apache-2.0
const place = document.querySelector("#redoc");
const url = new URL(place.dataset.description, location.href).href;
// The machine's own fonts: no others are at hand without the internet.
const text = "system-ui, sans-serif";
const code = "ui-monospace, monospace";

Redoc.init(
  url,
  {
    expandResponses: "200",
    theme: {
      typography: { fontFamily: text, headings: { fontFamily: text }, code: { fontFamily: code } },
    },
  },
  place,
);
