// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.PipelineContent;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineYaml;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Writes entries of the pipelines directory to where they are prepared. */
final class EntryWriter {
  private final Disk disk;

  EntryWriter(Disk disk) {
    this.disk = requireNonNull(disk, "disk is null");
  }

  /** Writes what a client sent, down to the medium. */
  void write(PipelineContent content, Path fresh) throws IOException {
    if (content instanceof PipelineYaml yaml) {
      disk.write(fresh, yaml.kept());
    } else {
      write((PipelineFiles) content, fresh);
    }
  }

  private void write(PipelineFiles files, Path fresh) throws IOException {
    disk.createDirectories(fresh);
    TreeSet<Path> directories = new TreeSet<>(List.of(fresh));
    for (String path : files.paths()) {
      Path file = fresh.resolve(path);
      disk.createDirectories(file.getParent());
      disk.write(file, files.content(path));
      for (Path parent = file.getParent(); directories.add(parent); ) {
        parent = parent.getParent();
      }
    }
    for (Path written : directories.descendingSet()) {
      disk.sync(written);
    }
  }

  /** Writes what {@code saved} consists of, without links; returns the form that it has then. */
  SavedForm write(SavedPipeline saved, FileSource files, Path fresh) throws IOException {
    if (saved.form() != SavedForm.DIRECTORY) {
      disk.write(fresh, ByteBuffer.wrap(Files.readAllBytes(saved.path())));
      return SavedForm.YML;
    }
    disk.createDirectories(fresh);
    files.writeTo(fresh);
    return SavedForm.DIRECTORY;
  }
}
