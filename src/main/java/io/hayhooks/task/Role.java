// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who says something. */
public enum Role {
  @JsonProperty("ROLE_USER")
  USER,
  @JsonProperty("ROLE_AGENT")
  AGENT
}
