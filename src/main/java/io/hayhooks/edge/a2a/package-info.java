// SPDX-License-Identifier: Apache-2.0
/**
 * A2A: pipelines with a chat method are agents that other agents find by their cards and talk to in
 * JSON-RPC, version 1.0 or 0.3. Everything is read and written in the form of 1.0; the older form
 * is a translation of that. It knows {@code task}, which does the work, {@code deploy} and the
 * shared HTTP edge.
 */
package io.hayhooks.edge.a2a;
