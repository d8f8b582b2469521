// SPDX-License-Identifier: Apache-2.0
/**
 * The commands that talk to a running server, and those that need none. Each parses its options,
 * asks {@code cli.client} and shows the answer with {@code cli.terminal}; none knows how a server
 * is started. A command ends with 0, with 1 and a line on the error stream when it failed, or with
 * 2 when it was asked wrongly.
 */
package io.hayhooks.cli.command;
