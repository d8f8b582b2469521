// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

/** The answer to an undeployment: the documented fields and Hayhooks' own. */
record UndeployAnswer(String status, String message, boolean success, String name) {
  static UndeployAnswer of(String name) {
    return new UndeployAnswer("success", "Pipeline undeployed successfully", true, name);
  }
}
