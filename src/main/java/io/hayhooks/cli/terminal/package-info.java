// SPDX-License-Identifier: Apache-2.0
/**
 * What a command shows: marked lines, tables, spinners and progress. It knows what the output is
 * connected to, and nothing of servers and pipelines. Results go to standard output, everything
 * that only tells how it goes to standard error, and only a terminal gets colours and movement.
 */
package io.hayhooks.cli.terminal;
