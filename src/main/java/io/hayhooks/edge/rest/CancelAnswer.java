// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

/** The answer to a cancellation: the run's caller has an error, its work is being stopped. */
record CancelAnswer(String status, String message, boolean success, String id) {
  static CancelAnswer of(String id) {
    return new CancelAnswer("success", "Run cancelled successfully", true, id);
  }
}
