// SPDX-License-Identifier: Apache-2.0
/**
 * OpenAI's API: models and chat completions. Wrappers' answers become chat completion objects and
 * chunks here and nowhere else. It knows {@code deploy}, {@code run} and {@code edge.http}; no
 * other edge uses it.
 */
package io.hayhooks.edge.openai;
