// SPDX-License-Identifier: Apache-2.0
/**
 * The web console: its page, and the events that keep it up to date. All else it knows and does
 * goes through the routes that clients have, too; its scripts and styles are in {@code
 * webapp/console}. Nothing is looked at while nobody watches.
 */
package io.hayhooks.edge.console;
