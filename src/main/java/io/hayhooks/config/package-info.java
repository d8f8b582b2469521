// SPDX-License-Identifier: Apache-2.0
/**
 * What can be set from outside. {@link io.hayhooks.config.Settings} reads the sources; one small
 * typed class per room checks its keys when the server starts, so a bad value stops the start with
 * key, value and expected form. Every room may use its class; the package knows only {@code error}.
 */
package io.hayhooks.config;
