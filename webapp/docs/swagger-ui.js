// SPDX-License-Identifier: Apache-2.0
const place = document.querySelector("#swagger-ui");

SwaggerUIBundle({
  domNode: place,
  url: new URL(place.dataset.description, location.href).href,
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // Otherwise the description would be sent to a public service to be checked.
  validatorUrl: null,
});
