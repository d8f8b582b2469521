// SPDX-License-Identifier: Apache-2.0
/**
 * Hayhooks' own HTTP API: deploy, roll back, undeploy, status and run. Resources parse, call one
 * service and map. It knows {@code deploy}, {@code run} and {@code edge.http}; no other edge uses
 * it.
 */
package io.hayhooks.edge.rest;
