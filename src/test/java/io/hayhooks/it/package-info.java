// SPDX-License-Identifier: Apache-2.0
/**
 * The built product, used as its users use it: {@code target/hayhooks.jar} as a process, real
 * Python, real Haystack, real clients over HTTP. Nothing here knows a class of the server.
 */
package io.hayhooks.it;
