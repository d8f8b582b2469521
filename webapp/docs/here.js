// SPDX-License-Identifier: Apache-2.0
// The server cannot know by which address a proxy shows it; the browser can.
const here = new URL(".", location.href).href.replace(/\/$/, "");
for (const place of document.querySelectorAll(".here")) {
  place.textContent = here;
}
