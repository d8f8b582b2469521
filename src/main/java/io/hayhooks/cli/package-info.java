// SPDX-License-Identifier: Apache-2.0
/**
 * The command line of the executable jar, with the launcher of embedded Payara Micro. It knows the
 * server only by its WAR and its HTTP API, and no server class. Nothing in the WAR uses it.
 */
package io.hayhooks.cli;
