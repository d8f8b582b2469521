// SPDX-License-Identifier: Apache-2.0
/**
 * The Model Context Protocol: pipelines as tools of agents, over Streamable HTTP and the older
 * transport of server-sent events. It may know what is deployed and how to run it, the shared HTTP
 * edge, and the protocol's own library, whose records and sessions it uses; no thread waits for a
 * call, a stream or a session. The container calls its servlets, and the registry tells it what to
 * announce.
 */
package io.hayhooks.edge.mcp;
