// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The end of the completion script: where a pipeline's name stands, names come from the server. All
 * else is left to what stands before it.
 */
final class NameCompletion {
  private static final String NAME = "NAME";

  private static final String SCRIPT =
      """

      # Names of pipelines, from the server; silent when there is none.
      function _hayhooks_names() {
        local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words=" ${COMP_WORDS[*]} "
        words=" ${words#* * }"
        case "$words" in
          " pipeline deploy-files "*) [[ "$before" == -n || "$before" == --name ]] ;;
          %s) [[ "$word" != -* && "$before" != -* ]] ;;
          *) false ;;
        esac && COMPREPLY=( $(compgen -W "$("${COMP_WORDS[0]}" pipeline names 2>/dev/null </dev/null)" -- "$word") ) && return 0
        _complete_hayhooks
      }
      complete -F _hayhooks_names -o default hayhooks hayhooks.sh
      """;

  private NameCompletion() {}

  /** Goes behind the script that completes commands and options. */
  static String script(CommandLine root) {
    List<String> commands = new ArrayList<>();
    collect(root, "", commands);
    return SCRIPT.formatted(commands.stream().map("\"%s\"*"::formatted).collect(joining(" | ")));
  }

  private static void collect(CommandLine parent, String words, List<String> found) {
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              String now = words + " " + name;
              if (takesName(command.getCommandSpec())) {
                found.add(now + " ");
              }
              collect(command, now, found);
            });
  }

  private static boolean takesName(CommandSpec spec) {
    return spec.positionalParameters().stream()
        .findFirst()
        .map(PositionalParamSpec::paramLabel)
        .filter(NAME::equals)
        .isPresent();
  }
}
