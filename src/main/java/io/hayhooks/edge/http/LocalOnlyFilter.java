// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Keeps {@link LocalOnly} resources to callers on this machine, before a body is read. */
@Provider
@LocalOnly
@Singleton
public final class LocalOnlyFilter implements ContainerRequestFilter {
  private final LocalCallers callers;
  private final HttpServletRequest request; // the container's proxy of the current one

  @Inject
  public LocalOnlyFilter(LocalCallers callers, HttpServletRequest request) {
    this.callers = requireNonNull(callers, "callers is null");
    this.request = requireNonNull(request, "request is null");
  }

  @Override
  public void filter(ContainerRequestContext context) {
    callers
        .refusal(request)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }
}
