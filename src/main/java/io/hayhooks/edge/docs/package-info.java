// SPDX-License-Identifier: Apache-2.0
/**
 * The API's description: OpenAPI with every pipeline's own path, Swagger UI and ReDoc. It is
 * rebuilt when pipelines change. It knows {@code deploy} and {@code edge.http}; no other edge uses
 * it.
 */
package io.hayhooks.edge.docs;
