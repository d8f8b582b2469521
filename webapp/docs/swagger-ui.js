// SPDX-License-Identifier: Apache-2.0
const place = document.querySelector("#swagger-ui");
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);

follow();
dark.addEventListener("change", follow);
SwaggerUIBundle({
  domNode: place,
  url: new URL(place.dataset.description, location.href).href,
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // Otherwise the description would be sent to a public service to be checked.
  validatorUrl: null,
});
