// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static io.hayhooks.deploy.PipelinesDirectory.nameOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.deploy.FailingDisk.Fault;
import io.hayhooks.deploy.FailingDisk.PowerCut;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineYaml;
import io.hayhooks.pipeline.YamlOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets every single step of every change go wrong, one after the other. */
class PipelineStoreCrashTest {
  private static final PipelineName NAME = new PipelineName("x");
  private static final PipelineFiles NEW =
      Trees.files("pipeline_wrapper.py", "new", "sub/helper.py", "new helper");
  private static final List<String> NEW_TREE =
      List.of("x/pipeline_wrapper.py", "new", "x/sub/helper.py", "new helper");
  private static final PipelineYaml YAML =
      PipelineYaml.of("inputs: {new: a.b}", new YamlOptions(Optional.of("new"), Optional.empty()));
  private static final List<String> NEW_YAML =
      List.of("x.yml", "inputs: {new: a.b}\n# hayhooks: {\"description\":\"new\"}");
  private static final PipelineFiles EARLIER = Trees.files("pipeline_wrapper.py", "earlier");
  private static final PipelineYaml EARLIER_YAML = PipelineYaml.of("a: b", YamlOptions.NONE);
  private static final List<String> EARLIER_TREE = List.of("x/pipeline_wrapper.py", "earlier");
  private static final List<String> OLD_TREE =
      List.of("x/pipeline_wrapper.py", "old", "x/.env", "secret");
  private static final List<String> OLD_YAML = List.of("x.yml", "inputs: {}", "x.yaml", "a: b");
  private static final List<String> OTHERS =
      List.of("y/pipeline_wrapper.py", "other", "README", "hands off", "x.yml.old/a.yml", "mine");

  @TempDir Path temp;

  /**
   * A change of what the pipeline has on disk.
   *
   * @param after what it has when all goes well
   * @param cutShort what it may have when the change was cut short, apart from what it had before
   */
  private record Change(
      List<List<String>> before,
      List<List<String>> after,
      List<List<String>> cutShort,
      Consumer<PipelineStore> work) {
    static Change save(List<List<String>> before) {
      List<List<String>> after = List.of(NEW_TREE);
      return new Change(before, after, after, store -> store.save(NAME, NEW).complete());
    }

    static Change saveYaml(List<List<String>> before) {
      List<List<String>> after = List.of(NEW_YAML);
      return new Change(before, after, after, store -> store.save(NAME, YAML).complete());
    }

    static Change saveYamlAndUndo(List<List<String>> before) {
      return new Change(before, before, List.of(NEW_YAML), store -> store.save(NAME, YAML).undo());
    }

    static Change restore(List<List<String>> before) {
      List<List<String>> after = List.of(EARLIER_TREE);
      return new Change(
          before,
          after,
          after,
          store -> store.restore(NAME, store.revisions(NAME).get(1)).complete());
    }

    static Change remove(List<List<String>> before) {
      return new Change(before, List.of(), List.of(), store -> store.remove(NAME).complete());
    }

    static Change saveAndUndo(List<List<String>> before) {
      return new Change(before, before, List.of(NEW_TREE), store -> store.save(NAME, NEW).undo());
    }

    static Change removeAndUndo(List<List<String>> before) {
      return new Change(before, before, before, store -> store.remove(NAME).undo());
    }
  }

  private static final List<Change> CHANGES =
      List.of(
          Change.save(List.of()),
          Change.save(List.of(OLD_YAML)),
          Change.save(List.of(OLD_TREE, OLD_YAML)),
          Change.saveYaml(List.of()),
          Change.saveYaml(List.of(OLD_YAML)),
          Change.saveYaml(List.of(OLD_TREE)),
          Change.saveYaml(List.of(OLD_TREE, OLD_YAML)),
          Change.restore(List.of(OLD_TREE)),
          Change.restore(List.of(OLD_YAML)),
          Change.remove(List.of(OLD_YAML)),
          Change.remove(List.of(OLD_TREE, OLD_YAML)),
          Change.saveAndUndo(List.of(OLD_TREE, OLD_YAML)),
          Change.saveYamlAndUndo(List.of(OLD_YAML)),
          Change.saveYamlAndUndo(List.of(OLD_TREE)),
          Change.saveYamlAndUndo(List.of(OLD_TREE, OLD_YAML)),
          Change.removeAndUndo(List.of(OLD_TREE, OLD_YAML)));

  /** Changes that are special where a directory cannot be renamed. */
  private static final List<Change> COPIED_CHANGES =
      List.of(
          Change.save(List.of(OLD_TREE)),
          Change.saveYaml(List.of(OLD_TREE)),
          Change.saveYaml(List.of(OLD_TREE, OLD_YAML)),
          Change.remove(List.of(OLD_TREE)),
          Change.saveAndUndo(List.of(OLD_TREE)),
          Change.saveYamlAndUndo(List.of(OLD_TREE)));

  private static final Logger LOG = Logger.getLogger("io.hayhooks.deploy");

  @BeforeAll
  static void keepQuietAboutWhatIsMeantToFail() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(null);
  }

  @Test
  void aPowerCutAtAnyStepLeavesTheOldOrTheNewFilesComplete() throws IOException {
    for (Change change : CHANGES) {
      cutEveryStep(change, (steps, root) -> new FailingDisk(Fault.POWER_CUT, steps));
    }
  }

  @Test
  void soItDoesWhereTheOldDirectoryCanOnlyBeCopied() throws IOException {
    for (Change change : COPIED_CHANGES) {
      cutEveryStep(
          change, (steps, root) -> new FailingDisk(Fault.POWER_CUT, steps, root.resolve("x")));
    }
  }

  private void cutEveryStep(Change change, BiFunction<Integer, Path, FailingDisk> disks)
      throws IOException {
    int step = 0;
    FailingDisk disk;
    do {
      Path root = prepare(change);
      disk = disks.apply(step, root);
      try {
        change.work().accept(store(root, disk));
      } catch (PowerCut e) {
        assertThat(disk.hasFailed()).isTrue();
      }
      recoverWithCuts(root, step);
      assertRevisionsAreComplete(root);
      assertThat(withoutRevisions(root)) // nothing else of ours is left beside the pipelines
          .as("after a cut at step %d of %s", step, change)
          .isIn(tree(change.before()), tree(change.cutShort()), tree(change.after()));
      step++;
    } while (disk.hasFailed());
    Path root = prepareAndDo(change);
    assertThat(visible(root)).isEqualTo(tree(change.after()));
    assertRevisionsAreComplete(root);
    assertThat(store(root, new FailingDisk()).revisions(NAME)).hasSizeLessThanOrEqualTo(2);
  }

  private Path prepareAndDo(Change change) throws IOException {
    Path root = prepare(change);
    change.work().accept(store(root, new FailingDisk()));
    return root;
  }

  /** The recovery is cut short, too, before it gets through. */
  private static void recoverWithCuts(Path root, int seed) {
    try {
      store(root, new FailingDisk(Fault.POWER_CUT, seed % 4)).recover();
    } catch (PowerCut e) {
      // the next start it is
    }
    store(root, new FailingDisk()).recover();
  }

  @Test
  void anErrorAtAnyStepLeavesTheDiskAsItWas() throws IOException {
    for (Change change : CHANGES) {
      failEveryStep(change, (steps, root) -> new FailingDisk(Fault.ERROR, steps));
    }
    for (Change change : COPIED_CHANGES) {
      failEveryStep(
          change, (steps, root) -> new FailingDisk(Fault.ERROR, steps, root.resolve("x")));
    }
  }

  private void failEveryStep(Change change, BiFunction<Integer, Path, FailingDisk> disks)
      throws IOException {
    int step = 0;
    FailingDisk disk;
    do {
      Path root = prepare(change);
      disk = disks.apply(step, root);
      try {
        change.work().accept(store(root, disk));
      } catch (ServerException e) {
        assertThat(e).hasMessageMatching("Pipeline 'x' could not be .*: No space left on device");
        assertThat(visible(root))
            .as("after an error at step %d of %s", step, change)
            .isEqualTo(tree(change.before()));
      }
      store(root, new FailingDisk()).recover();
      assertRevisionsAreComplete(root);
      assertThat(withoutRevisions(root))
          .as("at the start after an error at step %d of %s", step, change)
          .isIn(tree(change.before()), tree(change.cutShort()), tree(change.after()));
      step++;
    } while (disk.hasFailed());
  }

  @Test
  void whatCannotBeUndoneAtOnceComesBackAtTheNextStart() throws IOException {
    Path root = prepare(Change.remove(List.of(OLD_TREE)));
    PipelineStore store = store(root, new FailingDisk());
    store.remove(NAME); // and neither completed nor undone
    assertThat(root.resolve("x")).doesNotExist();
    store.recover(); // it has the turn still, which a dead server has not
    assertThat(visible(root)).isEqualTo(tree(List.of(OLD_TREE)));
  }

  @Test
  void anUnexpectedErrorIsNotTakenForOneOfTheDisk() {
    assertThatExceptionOfType(PowerCut.class)
        .isThrownBy(() -> store(temp, new FailingDisk(Fault.POWER_CUT, 0)).save(NAME, NEW));
  }

  private Path prepare(Change change) throws IOException {
    Path root = Files.createTempDirectory(temp, "pipelines");
    Trees.write(root, OTHERS.toArray(String[]::new));
    PipelineStore earlier = store(root, new FailingDisk());
    earlier.save(NAME, EARLIER).complete();
    earlier.save(NAME, EARLIER_YAML).complete();
    Files.delete(root.resolve("x.yml"));
    change.before().forEach(tree -> Trees.write(root, tree.toArray(String[]::new)));
    return root;
  }

  private static PipelineStore store(Path root, Disk disk) {
    return new PipelineStore(root, new IgnoredFiles(List.of()), disk, 2);
  }

  private static SortedMap<String, String> tree(List<List<String>> trees) {
    SortedMap<String, String> result = new TreeMap<>();
    add(result, OTHERS);
    trees.forEach(tree -> add(result, tree));
    return result;
  }

  private static void add(SortedMap<String, String> result, List<String> pathsAndTexts) {
    for (int i = 0; i < pathsAndTexts.size(); i += 2) {
      result.put(pathsAndTexts.get(i), pathsAndTexts.get(i + 1));
    }
  }

  private static void assertRevisionsAreComplete(Path root) throws IOException {
    List<KeptRevision> revisions = store(root, new FailingDisk()).revisions(NAME);
    assertThat(Trees.read(root.resolve(".hayhooks/revisions/x")).keySet())
        .allMatch(path -> revisions.stream().anyMatch(r -> path.startsWith(nameOf(r.path()))));
    for (KeptRevision revision : revisions) {
      assertThat(ContentHash.of(revision.form(), revision.path())).isEqualTo(revision.id());
    }
  }

  private static SortedMap<String, String> withoutRevisions(Path root) {
    SortedMap<String, String> tree = Trees.read(root);
    tree.keySet().removeIf(path -> path.startsWith(".hayhooks/revisions/x"));
    return tree;
  }

  private static SortedMap<String, String> visible(Path root) {
    SortedMap<String, String> tree = Trees.read(root);
    tree.keySet().removeIf(path -> path.startsWith(".hayhooks"));
    return tree;
  }
}
