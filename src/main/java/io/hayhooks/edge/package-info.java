// SPDX-License-Identifier: Apache-2.0
/**
 * Where the edges meet: which routes and resources the application has. It knows every edge and
 * nothing else; each edge is a package of its own below it.
 */
package io.hayhooks.edge;
