// SPDX-License-Identifier: Apache-2.0
/**
 * A small client of the server's HTTP API, as far as the command line uses it. It knows paths,
 * fields and errors, works against Hayhooks' own server as well, and shows nothing. It is built on
 * {@link java.net.HttpURLConnection}, because that is ready in a third of the time.
 */
package io.hayhooks.cli.client;
