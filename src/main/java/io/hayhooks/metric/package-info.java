// SPDX-License-Identifier: Apache-2.0

/**
 * What is counted and timed, for monitoring systems. Rooms that have something to count get the
 * registry and write to it; what is only looked at, such as how workers are, is read when somebody
 * asks. The text for Prometheus is made here, the route to it belongs to {@code edge.rest}.
 */
package io.hayhooks.metric;
