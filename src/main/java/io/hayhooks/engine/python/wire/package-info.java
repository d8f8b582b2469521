// SPDX-License-Identifier: Apache-2.0
/**
 * The worker link: frames, their payloads, and the connection that carries many calls at once over
 * one unix socket. Codecs are pure functions; a frame's length is checked before memory is taken.
 * Only {@code engine.python} uses it.
 */
package io.hayhooks.engine.python.wire;
