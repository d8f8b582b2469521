// SPDX-License-Identifier: Apache-2.0
/**
 * OpenAI's API: models, chat completions, responses and files. Wrappers' answers become OpenAI's
 * objects and events here and nowhere else. It knows {@code deploy}, {@code run}, {@code file} and
 * {@code edge.http}; no other edge uses it.
 */
package io.hayhooks.edge.openai;
