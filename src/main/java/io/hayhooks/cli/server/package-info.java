// SPDX-License-Identifier: Apache-2.0
/**
 * What runs inside the server's virtual machine before and beside the WAR: it boots Payara Micro,
 * deploys the WAR and says when it answers. It knows Payara by its command line and {@code
 * fish.payara.micro} API only, and nothing of the WAR. The launcher in {@code io.hayhooks.cli}
 * starts it by name.
 */
package io.hayhooks.cli.server;
