// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.AddressRange;
import io.hayhooks.config.ProxyConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Knows which proxies are believed, and works out from their words what a client sent. Each proxy
 * adds to what it was told, so lists are read from their end, as far as those who speak are
 * believed. It is no proof that a caller is on this machine: {@link Caller} is the judge of that.
 */
@Singleton
public final class Proxies {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~\\[\\]:-]{1,255}");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~%-]+)+");
  private static final Pattern PROTOCOL = Pattern.compile("https?");
  private static final String STANDARD = "Forwarded";
  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String CALLED = "X-Forwarded-Host";
  private static final String PATH = "X-Forwarded-Prefix";

  private final List<AddressRange> trusted;
  private final String rootPath;

  @Inject
  public Proxies(ProxyConfig config) {
    trusted = requireNonNull(config, "config is null").trusted();
    rootPath = config.rootPath();
  }

  /** What the client of a request sent, as far as it can be known. */
  public Forwarded of(HttpServletRequest request) {
    Chain told = told(request);
    String prefix = told.prefix.orElse(rootPath);
    return new Forwarded(
        told.address,
        told.protocol.orElseGet(request::getScheme),
        told.host.orElseGet(() -> called(request)),
        prefix + request.getContextPath());
  }

  private Chain told(HttpServletRequest request) {
    Chain direct = Chain.direct(request.getRemoteAddr());
    if (!isTrusted(request.getRemoteAddr())) {
      return direct;
    }
    boolean standard = request.getHeader(STANDARD) != null;
    boolean usual = Stream.of(FOR, PROTO, CALLED).anyMatch(name -> request.getHeader(name) != null);
    if (standard && usual) {
      // A proxy that knows one kind lets the client's own words pass in the other.
      Chain one = standard(request);
      return one.address.equals(usual(request).address) ? usual(request).or(one) : direct;
    }
    return standard ? standard(request) : usual(request);
  }

  private Chain standard(HttpServletRequest request) {
    List<ForwardedHop> hops =
        Collections.list(request.getHeaders(STANDARD)).stream()
            .flatMap(line -> ForwardedHop.parse(line).stream())
            .toList();
    List<String> nodes = hops.stream().map(hop -> hop.word("for").orElse("unknown")).toList();
    Walk walk = walk(request.getRemoteAddr(), nodes);
    ForwardedHop outermost = hops.get(hops.size() - Math.min(walk.proxies, hops.size()));
    return new Chain(
        walk.address,
        outermost.word("proto").filter(PROTOCOL.asMatchPredicate()),
        outermost.word("host").filter(HOST.asMatchPredicate()),
        prefix(request, walk.proxies));
  }

  private Chain usual(HttpServletRequest request) {
    Walk walk = walk(request.getRemoteAddr(), list(request, FOR));
    return new Chain(
        walk.address,
        word(request, PROTO, walk.proxies).filter(PROTOCOL.asMatchPredicate()),
        word(request, CALLED, walk.proxies).filter(HOST.asMatchPredicate()),
        prefix(request, walk.proxies));
  }

  /** Goes back from proxy to proxy, to the first that is not believed, or not known. */
  private Walk walk(String last, List<String> nodes) {
    String address = last;
    int proxies = 1;
    for (int at = nodes.size() - 1; at >= 0; at--) {
      Optional<InetAddress> node = AddressRange.address(ForwardedHop.withoutPort(nodes.get(at)));
      if (node.isEmpty()) {
        return new Walk(address, proxies);
      }
      address = node.get().getHostAddress();
      if (at == 0 || !isTrusted(address)) {
        return new Walk(address, proxies);
      }
      proxies++;
    }
    return new Walk(address, proxies);
  }

  private boolean isTrusted(String address) {
    return AddressRange.address(address)
        .filter(known -> trusted.stream().anyMatch(range -> range.contains(known)))
        .isPresent();
  }

  private static Optional<String> prefix(HttpServletRequest request, int proxies) {
    return word(request, PATH, proxies)
        .map(value -> value.replaceFirst("/+$", ""))
        .filter(PREFIX.asMatchPredicate());
  }

  /** What the outermost of so many proxies says; one that replaces the others' words says it. */
  private static Optional<String> word(HttpServletRequest request, String header, int proxies) {
    List<String> values = list(request, header);
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(Math.max(0, values.size() - proxies)));
  }

  private static List<String> list(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static String called(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Host"))
        .filter(HOST.asMatchPredicate())
        .orElseGet(() -> request.getServerName() + ":" + request.getServerPort());
  }

  private record Walk(String address, int proxies) {}

  private record Chain(
      String address, Optional<String> protocol, Optional<String> host, Optional<String> prefix) {
    static Chain direct(String address) {
      return new Chain(address, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Chain or(Chain other) {
      return new Chain(
          address,
          protocol.or(() -> other.protocol),
          host.or(() -> other.host),
          prefix.or(() -> other.prefix));
    }
  }
}
