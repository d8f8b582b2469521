// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartPageTest {
  private static final String HOSTILE = "<b>x<b>&\"'%s";

  private final StartPage page = new StartPage(AssetsTest.assets(), "1.2.3");

  @Test
  void saysWhatIsDeployed() {
    String html =
        page.html(
            List.of(card("greeting", "Greets.", true, "serving", true, "")), "http://localhost");

    assertThat(html)
        .contains("<h3>greeting</h3>")
        .contains("Greets.")
        .contains("POST /greeting/run")
        .contains("serving");
  }

  @Test
  void saysWhyAPipelineDoesNotServe() {
    String html =
        page.html(
            List.of(card("broken", "", false, "failed", false, "No module named 'x'")),
            "http://localhost");

    assertThat(html).contains("<p class=\"reason\">No module named &#39;x&#39;</p>");
  }

  @Test
  void showsWhatOthersWroteAsText() {
    String html =
        page.html(List.of(card(HOSTILE, HOSTILE, true, HOSTILE, false, HOSTILE)), HOSTILE);

    assertThat(html)
        .doesNotContain("<b>")
        .doesNotContain("&\"'")
        .contains("<h3>&lt;b&gt;x&lt;b&gt;&amp;&quot;&#39;%s</h3>")
        .contains("POST /%3Cb%3Ex%3Cb%3E%26%22%27%25s/run");
  }

  @Test
  void itsLinksAreRelative() {
    String html =
        page.html(List.of(card("a", "", true, "serving", true, "")), "http://localhost/hay");

    assertThat(html).doesNotContainPattern("(href|src)=\"(/|http)");
  }

  @Test
  void invitesToDeployWhenNothingIs() {
    assertThat(page.html(List.of(), "http://localhost/hay"))
        .contains("Nothing is deployed yet")
        .contains("<span class=\"here\">http://localhost/hay</span>/deploy_files");
  }

  private static PipelineCard card(
      String name, String description, boolean chats, String state, boolean serves, String why) {
    return new PipelineCard(
        name, description, Optional.of("operation"), chats, chats, state, serves, why);
  }
}
