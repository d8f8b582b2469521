// SPDX-License-Identifier: Apache-2.0
/**
 * What every HTTP edge shares: reading bodies and writing answers without blocking, the one error
 * body, JSON, filters. It knows {@code config}, {@code error} and {@code pipeline}, and no
 * protocol. The other edges build on it.
 */
package io.hayhooks.edge.http;
